"""How a place keeps its plan: open, due soon, late, and what was done in time; as shares, and every number opens its rows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.access.models import Office, Region
from shouwang.access.scope import Scope
from shouwang.duties.models import Duty
from shouwang.duties.queries import list_done, list_rates
from shouwang.page.duty_rows import rule_of
from shouwang.page.mechanism import mechanisms
from shouwang.page.words import actor_words
from shouwang.web.queries import FILTERS, narrow

PERIODS = {"30": 30, "90": 90, "365": 365}
GROUPINGS = ("place", "rule", "owner", "office")


@dataclass(frozen=True)
class Rate:
    """One line of the page: a township, a village, a rule, a function or an office."""

    title: str
    query: str
    below: str
    late: int
    warn: int
    open: int
    done: int
    done_late: int

    @property
    def all(self) -> int:
        return self.late + self.warn + self.open

    @property
    def late_share(self) -> float | None:
        """Of what is due to be done, the share that is late."""
        return self.late / self.all if self.all else None

    @property
    def in_time_share(self) -> float | None:
        """Of what was done in the period or is late now, the share done in time."""
        whole = self.done + self.done_late + self.late
        return self.done / whole if whole else None


def list_lines(*, scope: Scope, today: date, grouping: str, days: int, asked: Mapping[str, str]) -> list[Rate]:
    """The lines of the page, the largest late share first."""
    column = _column(grouping, asked)
    filters = _filters(asked)
    rates = list_rates(scope=scope, today=today, by=column, **filters)
    done = _count_done(scope, today, days, column, filters)
    keys = {row[column] for row in rates} | set(done)
    names = _names(grouping, column, keys)
    by_key = {row[column]: row for row in rates}
    lines = [_line(key, by_key.get(key, {}), done[key], names, column, grouping, asked) for key in keys]
    return sorted(lines, key=lambda line: (-(line.late_share or 0), -line.late, line.title))


def _column(grouping: str, asked: Mapping[str, str]) -> str:
    if grouping == "place":
        return "village_id" if asked.get("township") else "township_id"
    return {"rule": "rule", "owner": "owner", "office": "office_id"}[grouping]


def _filters(asked: Mapping[str, str]) -> dict[str, Any]:
    """The filters of the URL as columns, for duties and flips alike."""
    made: dict[str, Any] = {}
    for child in narrow(Duty.objects.all(), asked).query.where.children:
        column = child.lhs.target.attname
        made[column if child.lookup_name == "exact" else f"{column}__{child.lookup_name}"] = child.rhs
    return made


def _count_done(
    scope: Scope, today: date, days: int, column: str, filters: dict[str, Any]
) -> dict[Any, dict[str, int]]:
    since = today - timedelta(days=days)
    rows = list_done(scope=scope, since=since, until=today, new_state__in=("done", "done_late"), **filters)
    counted: dict[Any, dict[str, int]] = defaultdict(lambda: {"done": 0, "done_late": 0})
    for row in rows.order_by().values(column, "new_state").annotate(times=Count("id")):
        counted[row[column]][row["new_state"]] = row["times"]
    return counted


def _names(grouping: str, column: str, keys: set[Any]) -> dict[Any, str]:
    known = [key for key in keys if key is not None]
    if grouping == "place":
        regions = Region.objects.filter(pk__in=known).select_related("parent")
        return {one.pk: f"{one.parent} {one}" if column == "village_id" else str(one) for one in regions}
    if grouping == "office":
        return {one.pk: one.name for one in Office.objects.filter(pk__in=known)}
    if grouping == "owner":
        return {key: actor_words(key) for key in known}
    packs = dict(Duty.objects.filter(rule__in=known).order_by().values_list("rule", "pack").distinct())
    rules = {key: rule_of(Duty(pack=packs.get(key, ""), rule=key)) for key in known}
    return {key: rule.title if rule else key for key, rule in rules.items()}


def _line(
    key: Any,
    rates: Mapping[str, Any],
    done: dict[str, int],
    names: Mapping[Any, str],
    column: str,
    grouping: str,
    asked: Mapping[str, str],
) -> Rate:
    name = {"township_id": "township", "village_id": "village", "office_id": "office"}.get(column, column)
    kept = {one: asked[one] for one in FILTERS if asked.get(one)}
    query = urlencode({**kept, name: "none" if key is None else key})
    counts = {state: rates.get(state, 0) for state in ("late", "warn", "open")}
    below = query if column == "township_id" and key is not None and grouping == "place" else ""
    return Rate(title=names.get(key) or _nameless(column), query=query, below=below, **counts, **done)


def _nameless(column: str) -> str:
    return {"office_id": _("Nobody leads this here")}.get(column, _("The county itself"))


def list_reports(scope: Scope) -> list[tuple[Any, str]]:
    """(title, address) of what the plans want counted; a report without a page of its own is this one, by place."""
    return [
        (report.title, f"{reverse(report.url_name or 'supervise')}?{report.query or urlencode({'mechanism': one.key})}")
        for one in mechanisms().values()
        for report in one.reports
        if scope.may(report.right)
    ]
