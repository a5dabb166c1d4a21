"""One at a time: whoever writes about a child, or about a case of the child, waits for whoever does so already.

What is owed about a child and about its cases is reckoned together. So together they are locked, by the row of the child's
file (a case of nobody known: by its own), before anything of them is read, and many in one order: nobody reckons from
what another is changing, and no two wait for each other.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

_HEAD = "coalesce((SELECT c.child_file_id FROM registry_case c WHERE c.file_id = g.file_id), g.file_id)"
_LOCK = f"""
SELECT count(*) FROM (
  SELECT id FROM registry_file WHERE id = ANY(ARRAY(SELECT {_HEAD} FROM {{given}} g(file_id))) ORDER BY id FOR NO KEY UPDATE
) held
"""
"""An array, not a join: whatever the statistics say, each file is found by its key."""


def lock_files(file_ids: Iterable[UUID]) -> None:
    """To the end of the transaction. Call it once for all the files of a transaction, before it reads them."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK.format(given="unnest(%s::uuid[])"), [list(file_ids)])


def lock_files_in(table: str) -> None:
    """The same for the files of a temporary table with a column `file_id`."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK.format(given=f"(SELECT file_id FROM {table})"))
