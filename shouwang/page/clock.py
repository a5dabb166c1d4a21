"""The only reader of the clock. Below this room the day is an argument, always.

`settings.TODAY` (SHOUWANG_TODAY=2026-11-22) fixes the day for demonstrations and tests; the hour goes on.
"""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The moment, in the county's time zone."""
    moment = timezone.localtime()
    if settings.TODAY:
        fixed = date.fromisoformat(settings.TODAY)
        moment = moment.replace(year=fixed.year, month=fixed.month, day=fixed.day)
    return moment


def today() -> date:
    return now().date()
