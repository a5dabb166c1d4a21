"""What a command needs before it may touch the database: Django, a county, and one clear sentence when it cannot."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shouwang.access.models import County


def start_django() -> None:
    """Loads the settings and the apps. Called inside a command's run, so that other commands need no database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwang.settings")
    import django

    django.setup()


class Refused(Exception):
    """The command cannot go on; its text says what and what to do."""


def get_county(code: str) -> "County":
    """By code or name. Raises Refused."""
    from shouwang.access.models import County

    county = County.objects.filter(code=code).first() or County.objects.filter(name=code).first()
    if county is None:
        known = "、".join(f"{one.code} {one.name}" for one in County.objects.order_by("code")) or "还没有"
        raise Refused(
            f"没有县区“{code}”。已有：{known}。可用 shouwang county open CODE 建立，或用 shouwang demo 建一个演示县。"
        )
    return county


@contextmanager
def within(county: "County") -> Iterator[None]:
    """A transaction that sees this county's rows only."""
    from shouwang.access.database import county as in_county

    with in_county(county.pk):
        yield


def refusing(run: Any) -> Any:
    """A command's run that ends in one sentence: Refused, or a database that is not there."""

    def wrapped(options: Any) -> int:
        start_django()
        from django.db import OperationalError

        try:
            return int(run(options) or 0)
        except Refused as refusal:
            print(refusal, file=sys.stderr)
            return 1
        except OperationalError as trouble:
            print(
                f"连不上数据库：{str(trouble).splitlines()[0]}。先运行 make run，或检查 DATABASE_URL。", file=sys.stderr
            )
            return 1

    return wrapped
