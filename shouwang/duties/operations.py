"""The one door through which work enters: an event, its mark, and the duties that it opens or closes, in one
transaction. What is done on a case passes `record_case_event`: one at a time, and by those who know how it stands."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from shouwang.access.models import Event
from shouwang.access.operations import append_event
from shouwang.access.queries import functions_on, list_functions
from shouwang.access.scope import Actor
from shouwang.access.sealing import unseal
from shouwang.duties.cases import get_case
from shouwang.duties.gates import Refusal, list_unasked
from shouwang.duties.plan import get_plan
from shouwang.duties.reckoning import reckon_file
from shouwang.duties.seen import list_since
from shouwang.policy.explain import explain
from shouwang.policy.gate import ask
from shouwang.registry.casework import lock_case, set_case_facts
from shouwang.registry.locking import lock_files
from shouwang.registry.models import CasePart, File, FileKind
from shouwang.registry.operations import FileClosed
from shouwang.registry.queries import get_child_file, list_cases


class DateOutOfRange(Exception):
    """The done day lies before the file was opened or after today."""

    def __init__(self, earliest: date, latest: date) -> None:
        super().__init__(earliest, latest)
        self.earliest, self.latest = earliest, latest


class GateClosed(Exception):
    """The plan refuses this operation now; `refusals` say by which clause, or which fact is missing."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(refusals)
        self.refusals = refusals


class CaseMoved(Exception):
    """Something happened on the case since the form was opened: `events` in order; `is_same`: this very act among them."""

    def __init__(self, events: list[Event], is_same: bool) -> None:
        super().__init__(events)
        self.events, self.is_same = events, is_same


_MARK = """
INSERT INTO duties_mark (county_id, file_id, what, first_on, last_on, times) VALUES (%s, %s, %s, %s, %s, 1)
ON CONFLICT (county_id, file_id, what) DO UPDATE SET
  first_on = least(duties_mark.first_on, excluded.first_on),
  last_on = greatest(duties_mark.last_on, excluded.last_on), times = duties_mark.times + 1
"""


def list_refusals(
    *,
    file: File,
    what: str,
    today: date,
    office_id: UUID | None = None,
    extra: Mapping[str, Any] | None = None,
) -> tuple[Refusal, ...]:
    """What the adopted packs have against doing `what` on `file` today in a post of that office; `extra` are facts that the
    form proposes."""
    plan = get_plan(county_id=file.county_id, on=today)
    closed = [pack for pack in plan.packs if pack.gates.get(what)]
    if not closed:
        return ()
    case, told = get_case(file=file), {"actor.functions": _functions_of(office_id, today)} | dict(extra or {})
    refusals = []
    for pack in closed:
        situation = case.situation(plan=plan, pack=pack, extra=told)
        verdict = ask(pack, what, situation, today, plan.calendar)
        if not verdict.allowed:
            asked = explain(pack, what, situation, today, plan.calendar)
            refusals.append(Refusal(verdict.title, verdict.because, verdict.missing, pack.id, asked))
    return tuple(refusals)


def _functions_of(office_id: UUID | None, today: date) -> list[str]:
    held = list_functions(office_ids=[office_id]) if office_id else {}
    return sorted(functions_on(held.get(office_id, ()), today))


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
    lock_files([file.pk])
    refusals = list_refusals(file=file, what=what, today=today, office_id=by.office_id, extra=extra)
    if refusals:
        raise GateClosed(refusals)
    unasked = list_unasked(file=file, what=what, today=today)
    told = dict(detail or {}) | ({"nobody_leads": list(unasked)} if unasked else {})
    event = append_event(
        by=by, what=what, on=on, at=at, file_id=file.pk, detail=told, proof_of=proof_of, batch_id=batch_id
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
    seen: str | None = None,
    at_time: time | None = None,
    is_after_closing: bool = False,
) -> Event:
    """Something was done on a case: its new facts (`case.*`), the event and the duties in one transaction.

    The case is locked: of two people at once one waits, and is told what the other did when the form's sign (`seen`,
    `duties.seen.sign_of`) is older. The gates are asked with the new facts. `at_time` is the time of day at which it was
    done. Raises CaseMoved, FileClosed (a closed case, unless `is_after_closing`), DateOutOfRange, GateClosed, UnknownFact,
    UnknownSign.
    """
    case = lock_case(file=file)
    told = dict(detail or {}) | ({"at_time": f"{at_time:%H:%M}"} if at_time else {})
    if seen is not None:
        _refuse_moved(by, file, what, on, told, seen)
    if case.closed_on is not None and not is_after_closing:
        raise FileClosed(file.number)
    if facts:
        set_case_facts(file=file, facts=facts)
    event = record_event(
        by=by, file=file, what=what, on=on, at=at, today=today, detail=told, proof_of=proof_of, extra=facts
    )
    if by.office_id is not None:
        running = CasePart.objects.filter(
            county_id=file.county_id, file=file, office=by.office_id, until_at__isnull=True
        )
        running.update(heard_at=at)
    return event


def _without_unasked(event: Event) -> dict[str, Any]:
    """What the form said: whom nobody waits for is added here."""
    return {key: value for key, value in event.opened.items() if key != "nobody_leads"}


def _refuse_moved(by: Actor, file: File, what: str, on: date, detail: Mapping[str, Any], seen: str) -> None:
    since = list_since(file=file, seen=seen, office_id=by.office_id)
    told = (what, by.user_id, on, unseal(detail))
    same = [one for one in since if (one.what, one.user_id, one.done_on, _without_unasked(one)) == told]
    if since:
        raise CaseMoved(since, is_same=bool(same))
