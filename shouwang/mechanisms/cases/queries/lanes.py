"""The picture of a case: a lane for each office on one axis of time. Who holds it, who takes part, who did what when; and
in red how long the holder was silent: where it stands still is seen at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime

from shouwang.access.models import Event
from shouwang.registry.models import CasePart

HEAD, LANE, MARGIN, TICKS = 26, 44, 10, {330: 3, 820: 7}
SHORTEST = timedelta(hours=1)
"""Of the axis: a case of this minute is not stretched over the whole width."""


@dataclass(frozen=True)
class Bar:
    """`tone` is part (takes part), held, or silent."""

    x: float
    width: float
    tone: str
    words: str


@dataclass(frozen=True)
class Dot:
    x: float
    words: str


@dataclass(frozen=True)
class Lane:
    y: int
    title: str
    is_holder: bool
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str, str], ...]  # x, words, text-anchor


@dataclass(frozen=True)
class Axis:
    """From the case's first moment to its last, or to now; an hour at least."""

    begin: datetime
    end: datetime
    width: int
    now: datetime

    def x(self, moment: datetime) -> float:
        whole = (self.end - self.begin).total_seconds()
        share = min(max((moment - self.begin).total_seconds() / whole, 0), 1)
        return round(MARGIN + share * (self.width - 2 * MARGIN), 1)


def draw_lanes(
    *,
    parts: Sequence[CasePart],
    events: Sequence[Event],
    titles: dict[UUID, str],
    until: datetime,
    silence: timedelta | None,
    width: int,
) -> Picture:
    """`events` in the order of entry; `titles` names the offices; `until` is now, or when the case was closed."""
    moments = [part.from_at for part in parts] + [event.entered_at for event in events]
    begin = min(moments, default=until)
    axis = Axis(begin, max(until, begin + SHORTEST), width, until)
    offices = _order(parts, events)
    lanes = tuple(
        _lane(axis, row, office_id, parts, events, titles.get(office_id, ""), silence)
        for row, office_id in enumerate(offices)
    )
    return Picture(width, HEAD + LANE * len(lanes) + 4, lanes, _ticks(axis, TICKS.get(width, 5)))


def _order(parts: Iterable[CasePart], events: Iterable[Event]) -> list[UUID]:
    """By the moment at which each came into the case."""
    came = sorted([(part.from_at, part.office_id) for part in parts], key=lambda one: one[0])
    acted = [(event.entered_at, event.office_id) for event in events if event.office_id]
    return list(dict.fromkeys(office_id for _moment, office_id in [*came, *acted]))


def _lane(
    axis: Axis,
    row: int,
    office_id: UUID,
    parts: Sequence[CasePart],
    events: Sequence[Event],
    title: str,
    silence: timedelta | None,
) -> Lane:
    own = [part for part in parts if part.office_id == office_id]
    done = [event for event in events if event.office_id == office_id]
    bars = [_bar(axis, part) for part in own]
    for part in own:
        if part.is_holder and silence is not None:
            bars += _silent_bars(axis, part, [event.entered_at for event in done], silence)
    dots = tuple(Dot(axis.x(event.entered_at), event.what) for event in done)
    is_holder = any(part.is_holder and part.until_at is None for part in own)
    return Lane(HEAD + row * LANE, title, is_holder, tuple(bars), dots)


def _bar(axis: Axis, part: CasePart) -> Bar:
    left, right = axis.x(part.from_at), axis.x(min(part.until_at or axis.now, axis.now))
    return Bar(
        left, max(round(right - left, 1), 2), "held" if part.is_holder else "part", _span(part.from_at, part.until_at)
    )


def _silent_bars(axis: Axis, part: CasePart, done: Iterable[datetime], silence: timedelta) -> list[Bar]:
    """The times in which the holder let the figure pass without a sign."""
    end = min(part.until_at or axis.now, axis.now)
    signs = [part.from_at, *(one for one in sorted(done) if part.from_at <= one <= end), end]
    gaps = [(one, two) for one, two in zip(signs, signs[1:], strict=False) if two - one > silence]
    return [
        Bar(axis.x(one + silence), max(round(axis.x(two) - axis.x(one + silence), 1), 2), "silent", _span(one, two))
        for one, two in gaps
    ]


def _span(begin: datetime, end: datetime | None) -> str:
    words = date_format(localtime(begin), "m-d H:i")
    return f"{words} – {date_format(localtime(end), 'm-d H:i')}" if end else f"{words} –"


def _ticks(axis: Axis, number: int) -> tuple[tuple[float, str, str], ...]:
    whole = axis.end - axis.begin
    form = "H:i" if whole < timedelta(days=1) else "m-d H:i" if whole < timedelta(days=4) else "m-d"
    days = max(whole.days, 1)
    number = min(number, days + 1) if form == "m-d" else number
    found = []
    for at in range(number):
        moment = axis.begin + whole * at / (number - 1)
        anchor = "start" if at == 0 else "end" if at == number - 1 else "middle"
        found.append((axis.x(moment), date_format(localtime(moment), form), anchor))
    return tuple(found)


def as_titles(rows: Iterable[Any]) -> dict[UUID, str]:
    return {row.office_id: row.office.name for row in rows if row.office_id}
