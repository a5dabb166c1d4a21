"""The outbox: messages are rows first and are sent afterwards, so a crash loses none; each is told once."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from shouwang.access.models import User
from shouwang.duties.channels import CHANNELS, NotConfigured
from shouwang.duties.models import Message

QUIET_FROM, QUIET_UNTIL = time(21, 0), time(7, 30)
MAX_TRIES = 8
ASK_AGAIN = timedelta(hours=6)
"""After which time a message looks again whether its channel has a gateway by now; it waits as long as that takes."""


def after_quiet_hours(*, at: datetime) -> datetime:
    """`at`, or the next morning's end of the quiet hours (`at` is in the county's own time)."""
    if at.time() < QUIET_UNTIL:
        return datetime.combine(at.date(), QUIET_UNTIL, at.tzinfo)
    if at.time() >= QUIET_FROM:
        return datetime.combine(at.date() + timedelta(days=1), QUIET_UNTIL, at.tzinfo)
    return at


def tell(
    *, user: User, kind: str, subject: str, body: str, once_key: str, at: datetime, link: str = "", urgent: bool = False
) -> None:
    """Puts a message into the outbox for every channel that the person has; the same `once_key` is told once."""
    channels = ["app"] + (["email"] if user.email else [])
    fields: dict[str, Any] = {"kind": kind, "subject": subject, "body": body, "link": link, "made_at": at}
    not_before = None if urgent else after_quiet_hours(at=at)
    Message.objects.bulk_create(
        [
            Message(
                county_id=user.county_id,
                user=user,
                channel=channel,
                once_key=once_key,
                not_before=None if channel == "app" else not_before,
                sent_at=at if channel == "app" else None,
                **fields,
            )
            for channel in channels
        ],
        ignore_conflicts=True,
    )


def send_waiting(*, now: datetime, limit: int = 100) -> tuple[int, int]:
    """Sends what is due, one row a transaction. Returns (sent, failed); a failed one is tried again later."""
    sent = failed = 0
    for _ in range(limit):
        outcome = _send_next(now=now)
        if outcome is None:
            break
        sent, failed = (sent + 1, failed) if outcome else (sent, failed + 1)
    return sent, failed


@transaction.atomic
def _send_next(*, now: datetime) -> bool | None:
    due = Q(not_before__isnull=True) | Q(not_before__lte=now)
    waiting = Message.objects.filter(due, sent_at__isnull=True, tries__lt=MAX_TRIES)
    message = waiting.select_for_update(skip_locked=True).select_related("user").order_by("tries", "made_at").first()
    if message is None:
        return None
    try:
        CHANNELS[message.channel].send(message=message, user=message.user)
    except NotConfigured as missing:
        return _put_off(message, missing, until=now + ASK_AGAIN)
    except OSError as trouble:
        message.tries += 1
        return _put_off(message, trouble, until=now + timedelta(minutes=2**message.tries))
    message.sent_at = now
    message.save(update_fields=["sent_at"])
    return True


def _put_off(message: Message, trouble: Exception, *, until: datetime) -> bool:
    message.trouble = f"{type(trouble).__name__}: {trouble}"[:300]
    message.not_before = until
    message.save(update_fields=["tries", "trouble", "not_before"])
    return False
