"""The reckoning of single files: the pure function's answer becomes the file's duty rows.

Only this room writes duties. What changed leaves a flip: done, done late, or lapsed.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from shouwang.access.models import Event
from shouwang.access.queries import functions_on, list_functions
from shouwang.duties.cases import Case, get_cases, list_reckonings
from shouwang.duties.holding import keep_holdings_of
from shouwang.duties.leads import list_offices
from shouwang.duties.models import Duty, Flip, Rung, Wake
from shouwang.duties.plan import Plan, get_plan
from shouwang.policy.obligation import Obligation, Reckoning
from shouwang.policy.pack import Pack
from shouwang.policy.wake import next_wake
from shouwang.registry.facts import VIEWS
from shouwang.registry.locking import lock_files
from shouwang.registry.models import File, FileKind

Key = tuple[str, str, str, str, UUID | None]
CLOCK = ("opens_on", "warn_on", "due_on", "last_done_on", "note")


def list_wanted(*, plan: Plan, cases: Sequence[Case], today: date) -> list[dict[Key, Duty]]:
    """The duty rows that each of the cases ought to have, by their key."""
    return _list_rows(plan, cases, [list_reckonings(plan=plan, case=case, today=today) for case in cases])


Said = Sequence[tuple[Pack, Reckoning]]


def _list_rows(plan: Plan, cases: Sequence[Case], said: Sequence[Said]) -> list[dict[Key, Duty]]:
    found = [[one for _, reckoning in reckonings for one in reckoning.obligations] for reckonings in said]
    functions = [(case.file, {one.owner for one in owed}) for case, owed in zip(cases, found, strict=True)]
    offices = list_offices(county_id=plan.county_id, wanted=functions)
    return [
        {
            (one.pack, one.rule, one.owner, one.trigger, office_id): _row(case.file, one, office_id)
            for one in owed
            for office_id in leads[one.owner]
        }
        for case, owed, leads in zip(cases, found, offices, strict=True)
    ]


def _row(file: File, one: Obligation, office_id: UUID | None) -> Duty:
    return Duty(
        county_id=file.county_id,
        file=file,
        pack=one.pack,
        rule=one.rule,
        owner=one.owner,
        trigger=one.trigger,
        office_id=office_id,
        village_id=file.village_id,
        township_id=file.township_id,
        school_id=file.school_id,
        opens_on=one.opens_on or file.opened_on,
        warn_on=one.warn_on,
        due_on=one.due_on,
        last_done_on=one.last_done_on,
        note=one.note,
        is_case=file.kind == FileKind.CASE,
    )


def key_of(duty: Duty) -> Key:
    return (duty.pack, duty.rule, duty.owner, duty.trigger, duty.office_id)


@transaction.atomic
def reckon_file(
    *, file: File, today: date, at: datetime, because: Event | None = None, plan: Plan | None = None
) -> list[Duty]:
    """Brings the file's duty rows to what the law says today. Returns them as they now stand."""
    plan = plan or get_plan(county_id=file.county_id, on=today)
    return reckon_each(files=[file], today=today, at=at, plan=plan, because=because)


@transaction.atomic
def reckon_each(
    *, files: Sequence[File], today: date, at: datetime, plan: Plan, because: Event | None = None
) -> list[Duty]:
    """The same for some files of the plan's county at once; `because` is an event of all of them."""
    ids = [file.pk for file in files]
    lock_files(ids)
    cases = get_cases(files=files)
    standing: dict[UUID, dict[Key, Duty]] = defaultdict(dict)
    for row in Duty.objects.filter(county_id=plan.county_id, file_id__in=ids):
        standing[row.file_id][key_of(row)] = row
    gone, moved, new, stands = [], [], [], []
    said = [list_reckonings(plan=plan, case=case, today=today) for case in cases]
    keep_holdings_of(plan, cases, said)
    for case, wanted in zip(cases, _list_rows(plan, cases, said), strict=True):
        known = standing[case.file.pk]
        gone += [row for key, row in known.items() if key not in wanted]
        moved += [(row, wanted[key]) for key, row in known.items() if key in wanted and _differs(row, wanted[key])]
        new += [row for key, row in wanted.items() if key not in known]
        stands += wanted.values()
    flips = [_flip(plan, row, None, because, at) for row in gone]
    flips += [_flip(plan, row, better, because, at) for row, better in moved]
    Duty.objects.filter(pk__in=[row.pk for row in gone]).delete()
    _move(moved)
    Duty.objects.bulk_create(new)
    Flip.objects.bulk_create([flip for flip in flips if flip is not None])
    _settle(plan, [*gone, *(row for row, _ in moved)], today)
    _set_wakes(plan, cases, today)
    return stands


PIECE = 500


def reckon_units(*, plan: Plan, today: date, at: datetime) -> int:
    """Every file that some duty is about and whose facts no view has; returns how many duties they have."""
    kinds = plan.kinds_with_duties() - set(VIEWS)
    files = list(File.objects.filter(county_id=plan.county_id, withdrawn_at__isnull=True, kind__in=kinds))
    pieces = (files[first : first + PIECE] for first in range(0, len(files), PIECE))
    return sum(len(reckon_each(files=piece, today=today, at=at, plan=plan)) for piece in pieces)


def _set_wakes(plan: Plan, cases: Sequence[Case], today: date) -> None:
    wakes, ids = [], [case.file.pk for case in cases]
    for case in cases:
        days = [next_wake(pack, case.situation(plan=plan, pack=pack), today, plan.calendar) for pack in plan.packs]
        found = [day for day in (*days, plan.next_turn) if day is not None]
        wakes += [Wake(county_id=plan.county_id, file_id=case.file.pk, wake_on=min(found))] if found else []
    asleep = set(ids) - {wake.file_id for wake in wakes}
    Wake.objects.filter(county_id=plan.county_id, file_id__in=asleep).delete()
    Wake.objects.bulk_create(
        wakes, update_conflicts=True, unique_fields=["county", "file_id"], update_fields=["wake_on"]
    )


def _differs(row: Duty, wanted: Duty) -> bool:
    places = ("village_id", "township_id", "school_id")
    return any(getattr(row, name) != getattr(wanted, name) for name in (*CLOCK, *places))


def _move(moved: Sequence[tuple[Duty, Duty]]) -> None:
    if not moved:
        return
    changed = []
    for row, new in moved:
        kept = Duty(pk=row.pk)
        for field_ in Duty._meta.concrete_fields:
            if field_.attname != "id":
                setattr(kept, field_.attname, getattr(new, field_.attname))
        changed.append(kept)
    Duty.objects.bulk_update(changed, [*CLOCK, "village", "township", "school"])


def _flip(plan: Plan, row: Duty, new: Duty | None, because: Event | None, at: datetime) -> Flip | None:
    """What became of `row`: done when its answering event came in, lapsed when it no longer applies."""
    if new is not None and new.last_done_on == row.last_done_on:
        return None
    pack = plan.pack(row.pack)
    rule = pack.duties.get(row.rule) if pack else None
    done_on = new.last_done_on if new is not None else _done_on(rule, row, because)
    is_late = done_on is not None and row.due_on is not None and done_on > row.due_on
    state = "lapsed" if done_on is None else "done_late" if is_late else "done"
    return Flip(
        county_id=row.county_id,
        file_id=row.file_id,
        pack=row.pack,
        rule=row.rule,
        owner=row.owner,
        trigger=row.trigger,
        office_id=row.office_id,
        township_id=row.township_id,
        village_id=row.village_id,
        due_on=row.due_on,
        done_on=done_on,
        new_state=state,
        at=at,
        event_id=because.pk if because is not None else None,
        is_case=row.is_case,
    )


def _done_on(rule: Any, row: Duty, because: Event | None) -> date | None:
    if rule is None or because is None or because.what not in rule.done_by:
        return None
    if rule.done_by_each and row.owner not in _functions_of(because):
        return None
    return because.done_on if because.done_on >= row.opens_on else None


def _functions_of(event: Event) -> frozenset[str]:
    held = list_functions(office_ids=[event.office_id]) if event.office_id is not None else {}
    return functions_on(held.get(event.office_id, ()), event.done_on)


def _settle(plan: Plan, rows: Sequence[Duty], today: date) -> None:
    """Nobody is urged any more for these."""
    done = {(row.file_id, row.pack, row.rule, row.owner, row.trigger) for row in rows}
    if not done:
        return
    raised = Rung.objects.filter(
        county_id=plan.county_id, file_id__in={row.file_id for row in rows}, settled_on__isnull=True
    )
    names = ("file_id", "pack", "rule", "owner", "trigger")
    settled = [key for key, *which in raised.values_list("pk", *names) if tuple(which) in done]
    if settled:
        Rung.objects.filter(county_id=plan.county_id, pk__in=settled).update(settled_on=today)
