"""The reckoning of single files: the pure function's answer becomes the file's duty rows.

Only this room writes duties. What changed leaves a flip: done, done late, or lapsed.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from shouwang.access.models import Event
from shouwang.duties.cases import Case, get_case, list_reckonings
from shouwang.duties.leads import list_offices
from shouwang.duties.models import Duty, Flip, Rung, Wake
from shouwang.duties.plan import Plan, get_plan
from shouwang.policy.reckon import Obligation
from shouwang.policy.wake import next_wake
from shouwang.registry.models import File

Key = tuple[str, str, str, str, UUID | None]
CLOCK = ("opens_on", "warn_on", "due_on", "last_done_on", "note")


def list_wanted(*, plan: Plan, case: Case, today: date) -> dict[Key, Duty]:
    """The duty rows that `case` ought to have, by their key."""
    found: list[Obligation] = []
    for _, reckoning in list_reckonings(plan=plan, case=case, today=today):
        found.extend(reckoning.obligations)
    offices = list_offices(file=case.file, functions={one.owner for one in found}) if found else {}
    wanted: dict[Key, Duty] = {}
    for one in found:
        for office_id in offices[one.owner]:
            wanted[(one.pack, one.rule, one.owner, one.trigger, office_id)] = _row(case.file, one, office_id, today)
    return wanted


def _row(file: File, one: Obligation, office_id: UUID | None, today: date) -> Duty:
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
    )


def key_of(duty: Duty) -> Key:
    return (duty.pack, duty.rule, duty.owner, duty.trigger, duty.office_id)


@transaction.atomic
def reckon_file(
    *, file: File, today: date, at: datetime, because: Event | None = None, plan: Plan | None = None
) -> list[Duty]:
    """Brings the file's duty rows to what the law says today. Returns them as they now stand."""
    plan = plan or get_plan(county_id=file.county_id, on=today)
    case = get_case(file=file)
    wanted = list_wanted(plan=plan, case=case, today=today)
    standing = {
        key_of(row): row for row in Duty.objects.select_for_update().filter(county_id=file.county_id, file=file)
    }
    gone = [row for key, row in standing.items() if key not in wanted]
    moved = [(row, wanted[key]) for key, row in standing.items() if key in wanted and _differs(row, wanted[key])]
    flips = [flip for row in gone if (flip := _flip(plan, row, None, because, at))]
    flips += [flip for row, new in moved if (flip := _flip(plan, row, new, because, at))]
    Duty.objects.filter(pk__in=[row.pk for row in gone]).delete()
    _move(moved)
    Duty.objects.bulk_create([row for key, row in wanted.items() if key not in standing])
    Flip.objects.bulk_create(flips)
    _settle([*gone, *(row for row, _ in moved)], today)
    _set_wake(plan, case, today)
    return list(wanted.values())


def _set_wake(plan: Plan, case: Case, today: date) -> None:
    days = [next_wake(pack, case.situation(plan=plan, pack=pack), today, plan.calendar) for pack in plan.packs]
    found = [day for day in days if day is not None]
    here = Wake.objects.filter(county_id=case.file.county_id, file_id=case.file.pk)
    if not found:
        here.delete()
    elif not here.update(wake_on=min(found)):
        Wake.objects.create(county_id=case.file.county_id, file_id=case.file.pk, wake_on=min(found))


def _differs(row: Duty, wanted: Duty) -> bool:
    places = ("village_id", "township_id", "school_id")
    return any(getattr(row, name) != getattr(wanted, name) for name in (*CLOCK, *places))


def _move(moved: Sequence[tuple[Duty, Duty]]) -> None:
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
    )


def _done_on(rule: Any, row: Duty, because: Event | None) -> date | None:
    if rule is None or because is None or because.what not in rule.done_by:
        return None
    return because.done_on if because.done_on >= row.opens_on else None


def _settle(rows: Iterable[Duty], today: date) -> None:
    for row in rows:
        Rung.objects.filter(
            county_id=row.county_id, file_id=row.file_id, pack=row.pack, rule=row.rule, owner=row.owner,
            trigger=row.trigger, settled_on__isnull=True,
        ).update(settled_on=today)  # fmt: skip
