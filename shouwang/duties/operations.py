"""The one door through which work enters: an event, its mark, and the duties that it opens or closes, in one
transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from shouwang.access.models import Event
from shouwang.access.operations import append_event
from shouwang.access.scope import Actor
from shouwang.duties.cases import get_case
from shouwang.duties.plan import get_plan
from shouwang.duties.reckoning import reckon_file
from shouwang.policy.gate import ask
from shouwang.registry.casework import set_case_facts
from shouwang.registry.models import File, FileKind
from shouwang.registry.queries import get_child_file, list_cases


class DateOutOfRange(Exception):
    """The done day lies before the file was opened or after today."""

    def __init__(self, earliest: date, latest: date) -> None:
        super().__init__(earliest, latest)
        self.earliest, self.latest = earliest, latest


@dataclass(frozen=True)
class Refusal:
    """A gate's no: which clauses, or which facts nobody has asked yet."""

    title: str
    clauses: tuple[str, ...]
    missing: tuple[str, ...]
    pack: str


class GateClosed(Exception):
    """The plan refuses this operation now; `refusals` say by which clause, or which fact is missing."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(refusals)
        self.refusals = refusals


_MARK = """
INSERT INTO duties_mark (county_id, file_id, what, first_on, last_on, times) VALUES (%s, %s, %s, %s, %s, 1)
ON CONFLICT (county_id, file_id, what) DO UPDATE SET
  first_on = least(duties_mark.first_on, excluded.first_on),
  last_on = greatest(duties_mark.last_on, excluded.last_on), times = duties_mark.times + 1
"""


def list_refusals(*, file: File, what: str, today: date, extra: Mapping[str, Any] | None = None) -> tuple[Refusal, ...]:
    """What the adopted packs have against doing `what` on `file` today; `extra` are facts that the form proposes."""
    plan = get_plan(county_id=file.county_id, on=today)
    closed = [pack for pack in plan.packs if pack.gates.get(what)]
    if not closed:
        return ()
    case = get_case(file=file)
    refusals = []
    for pack in closed:
        situation = case.situation(plan=plan, pack=pack, extra=dict(extra or {}))
        verdict = ask(pack, what, situation, today, plan.calendar)
        if not verdict.allowed:
            refusals.append(
                Refusal(title=verdict.title, clauses=verdict.because, missing=verdict.missing, pack=pack.id)
            )
    return tuple(refusals)


@transaction.atomic
def record_event(
    *,
    by: Actor,
    file: File,
    what: str,
    on: date,
    at: datetime,
    today: date,
    detail: Mapping[str, Any] | None = None,
    proof_of: str = "",
    batch_id: UUID | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Event:
    """Something was done about `file` on the day `on`, and is written down at `at`.

    Late entry is welcome: `on` may lie far back, and counts as done in time when it was. `extra` are facts for the
    plan's gates. Raises DateOutOfRange, GateClosed.
    """
    if not file.opened_on <= on <= today:
        raise DateOutOfRange(file.opened_on, today)
    refusals = list_refusals(file=file, what=what, today=today, extra=extra)
    if refusals:
        raise GateClosed(refusals)
    event = append_event(
        by=by, what=what, on=on, at=at, file_id=file.pk, detail=detail, proof_of=proof_of, batch_id=batch_id
    )
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [file.county_id, file.pk, what, on, on])
    reckon_file(file=file, today=today, at=at, because=event)
    for felt in _list_felt(file):
        reckon_file(file=felt, today=today, at=at)
    return event


def _list_felt(file: File) -> list[File]:
    """Files whose rules look at this one: the cases of a child, the child of a case."""
    if file.kind != FileKind.CASE:
        return list_cases(file=file)
    child = get_child_file(case=file)
    return [child] if child else []


@transaction.atomic
def record_case_event(
    *,
    by: Actor,
    file: File,
    what: str,
    on: date,
    at: datetime,
    today: date,
    facts: Mapping[str, Any] | None = None,
    detail: Mapping[str, Any] | None = None,
    proof_of: str = "",
) -> Event:
    """A step of a case: the facts `case.*` that it brought and its event. The plan's gates see the new facts.

    Raises what `set_case_facts` and `record_event` raise.
    """
    set_case_facts(file=file, facts=facts or {})
    return record_event(by=by, file=file, what=what, on=on, at=at, today=today, detail=detail, proof_of=proof_of)
