"""Who was turned away where: one row an account, page and minute, bounded in every direction."""

from datetime import datetime

from django.db import connection

from shouwang.access.scope import Actor

MOST_OBJECTS, MOST_PAGES = 20, 30
"""Of what was tried in one row, and of rows of one account in a minute: the rest is counted, not named."""
OTHER = "*"

_COUNT = """
INSERT INTO access_refusal (county_id, user_id, post_id, at, page, status, objects_tried, times)
SELECT %(county)s, %(user)s, %(post)s, %(at)s,
       CASE WHEN (SELECT count(*) FROM access_refusal r WHERE r.county_id = %(county)s AND r.user_id = %(user)s
                  AND r.at = %(at)s AND (r.page, r.status) <> (%(page)s, %(status)s)) < %(most_pages)s
            THEN %(page)s ELSE %(other)s END,
       %(status)s, %(tried)s::text[], 1
ON CONFLICT (county_id, user_id, at, page, status) DO UPDATE SET times = access_refusal.times + 1,
  objects_tried = CASE
    WHEN access_refusal.objects_tried @> excluded.objects_tried OR cardinality(access_refusal.objects_tried) >= %(most)s
    THEN access_refusal.objects_tried ELSE access_refusal.objects_tried || excluded.objects_tried END
"""


def note_refusal(*, by: Actor, page: str, status: int, tried: str, at: datetime) -> None:
    """`page` is the name of an address, `tried` the key in it, if it has one. Never a path: it may hold anything."""
    values = {
        "county": by.county_id,
        "user": by.user_id,
        "post": by.post_id,
        "at": at.replace(second=0, microsecond=0),
        "page": page,
        "status": status,
        "tried": [tried[:60]] if tried else [],
        "most": MOST_OBJECTS,
        "most_pages": MOST_PAGES,
        "other": OTHER,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
