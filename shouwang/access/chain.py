"""The trail is tamper-evident: each night closes a stretch of a county's events and seals it, chained to the seal before.

Writers know nothing of it: no lock, no extra column, no work a row. A stretch is closed a day late, when no transaction
that began in it can still be open; its keys are UUIDv7 and so in the order of time. The digest is an HMAC with a key that
is not in the database (`AUDIT_KEY`). See docs/adr/0032.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from shouwang.access.models import Seal

WAIT = timedelta(days=1)
BEGINNING = UUID(int=0)

_ROWS = """
SELECT jsonb_build_array(county_id, id, file_id, what, done_on, extract(epoch FROM entered_at)::text, user_id, post_id,
                         office_id, detail, proof_of, batch_id)::text
FROM access_event WHERE county_id = %s AND id > %s AND id <= %s ORDER BY id
"""
_LAST = "SELECT id FROM access_event WHERE county_id = %s AND id > %s AND id <= %s ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True)
class Break:
    """A seal that does not hold. `rows` is what the stretch has now; None where the chain itself is torn."""

    seal: Seal
    rows: int | None


@transaction.atomic
def seal_events(*, county_id: int, at: datetime) -> Seal | None:
    """Seals what was written until a day before `at` and is not sealed yet; None when there is nothing."""
    last = Seal.objects.filter(county_id=county_id).order_by("-number").first()
    after = last.until_id if last else BEGINNING
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [county_id, after, _last_key_before(at - WAIT)])
        found = cursor.fetchone()
    if found is None:
        return None
    digest, rows = _digest(county_id, after, found[0], bytes(last.digest) if last else b"")
    return Seal.objects.create(
        county_id=county_id,
        number=last.number + 1 if last else 1,
        after_id=after,
        until_id=found[0],
        rows=rows,
        digest=digest,
        sealed_at=at,
    )


def find_breaks(*, county_id: int) -> tuple[list[Seal], list[Break]]:
    """All seals of the county in order, and those that do not hold: rows changed, gone or added, or a seal missing."""
    seals, broken = list(Seal.objects.filter(county_id=county_id).order_by("number")), []
    before, number = b"", 0
    until = BEGINNING
    for seal in seals:
        if (seal.number, seal.after_id) != (number + 1, until):
            broken.append(Break(seal, None))
        else:
            digest, rows = _digest(county_id, seal.after_id, seal.until_id, before)
            if not hmac.compare_digest(digest, bytes(seal.digest)):
                broken.append(Break(seal, rows))
        before, number, until = bytes(seal.digest), seal.number, seal.until_id
    return seals, broken


def _last_key_before(moment: datetime) -> UUID:
    """The greatest UUIDv7 of the millisecond before `moment`."""
    milliseconds = int(moment.timestamp() * 1000) - 1
    return UUID(int=(milliseconds << 80) | ((1 << 80) - 1))


def _digest(county_id: int, after: UUID, until: UUID, before: bytes) -> tuple[bytes, int]:
    """(digest, number of rows) of a stretch, behind the digest of the seal before it."""
    made, rows = hmac.new(bytes.fromhex(settings.AUDIT_KEY), before, sha256), 0
    made.update(f"{county_id} {after} {until}\n".encode())
    for text in _texts(county_id, after, until):
        made.update(text.encode() + b"\n")
        rows += 1
    return made.digest(), rows


def _texts(county_id: int, after: UUID, until: UUID) -> Iterator[str]:
    """Each row as one canonical text, a few thousand at a time."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_ROWS, [county_id, after, until])
        while rows := cursor.fetchmany(5000):
            yield from (row[0] for row in rows)
