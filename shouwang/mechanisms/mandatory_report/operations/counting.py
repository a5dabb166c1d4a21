"""How often something may be tried. Counted by a keyed digest that holds no address and changes every hour."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from shouwang.access.encryption import blind_index
from shouwang.mechanisms.mandatory_report.models import Attempt

WINDOW = timedelta(hours=1)


@transaction.atomic
def count_attempt(*, what: str, whence: str, at: datetime) -> int:
    """How often `what` was tried from there in this hour, this time included."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    bucket = blind_index(f"{what}\0{whence}\0{hour.timestamp()}", purpose="attempt")
    Attempt.objects.filter(until_at__lt=at - WINDOW).delete()
    attempt, is_first = Attempt.objects.get_or_create(bucket=bucket, defaults={"times": 1, "until_at": hour + WINDOW})
    if is_first:
        return 1
    Attempt.objects.filter(pk=attempt.pk).update(times=F("times") + 1)
    attempt.refresh_from_db(fields=["times"])
    return attempt.times
