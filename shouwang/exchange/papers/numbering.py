"""发文字号: a number is given when a paper about an event is first printed, and stays that paper's for good."""

from datetime import date, datetime

from django.db import transaction

from shouwang.access.models import County, Event
from shouwang.access.operations import append_event
from shouwang.access.scope import Actor
from shouwang.exchange.models import PaperNumber, PaperPrefix, PaperSeries
from shouwang.registry.models import File

LONGEST_PREFIX = 20


class PrefixTaken(Exception):
    """Another kind of paper of the county is counted under this prefix: two papers would bear one number."""


class NoPrefix(Exception):
    """Empty, longer than 20 characters, or with a bracket that the year stands in."""


def get_number(*, kind: str, event: Event) -> str:
    """The number that the paper of this kind about this event has; empty before it was first printed."""
    found = PaperNumber.objects.filter(county_id=event.county_id, kind=kind, event=event).first()
    return found.words if found else ""


@transaction.atomic
def give_number(*, file: File, kind: str, event: Event, word: str, today: date, at: datetime) -> str:
    """The number, given now if the paper has none yet. `word` follows the county's first character: 公通 -> 康公通〔2026〕3号.

    Whoever prints the same kind of paper meanwhile waits; a print that fails leaves no gap.
    """
    PaperSeries.objects.get_or_create(county_id=file.county_id, kind=kind, year=today.year)
    series = PaperSeries.objects.select_for_update().get(county_id=file.county_id, kind=kind, year=today.year)
    known = get_number(kind=kind, event=event)
    if known:
        return known
    series.last += 1
    series.save(update_fields=["last"])
    words = number_words(get_prefix(county=file.county, kind=kind, word=word), today.year, series.last)
    PaperNumber.objects.create(
        county_id=file.county_id,
        file=file,
        event=event,
        kind=kind,
        year=today.year,
        number=series.last,
        words=words,
        given_at=at,
    )
    return words


def number_words(prefix: str, year: int, number: int) -> str:
    """康公训字〔2026〕3号."""
    return f"{prefix}〔{year}〕{number}号"


def get_prefix(*, county: County, kind: str, word: str) -> str:
    own = PaperPrefix.objects.filter(county=county, kind=kind).first()
    return own.prefix if own else f"{county.name[:1]}{word}"


def list_prefixes(*, county: County) -> dict[str, str]:
    """The county's own prefixes by kind of paper."""
    return dict(PaperPrefix.objects.filter(county=county).order_by("kind").values_list("kind", "prefix"))


@transaction.atomic
def set_prefix(*, by: Actor, county: County, kind: str, prefix: str, on: date, at: datetime) -> None:
    """From now on; numbers that were given stay as they are. Raises NoPrefix, PrefixTaken."""
    prefix = prefix.strip()
    if not 0 < len(prefix) <= LONGEST_PREFIX or set(prefix) & set("〔〕[]\n"):
        raise NoPrefix(prefix)
    others = PaperPrefix.objects.filter(county=county, prefix=prefix).exclude(kind=kind)
    counted = PaperNumber.objects.filter(county=county, words__startswith=f"{prefix}〔").exclude(kind=kind)
    if others.exists() or counted.exists():
        raise PrefixTaken(prefix)
    PaperPrefix.objects.update_or_create(county=county, kind=kind, defaults={"prefix": prefix})
    append_event(by=by, what="county.paper_prefix_set", on=on, at=at, detail={"kind": kind, "prefix": prefix})
