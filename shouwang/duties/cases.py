"""One file as the packs see it on a day, and what each of them says about it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from shouwang.access.models import Event
from shouwang.access.queries import functions_on, list_functions
from shouwang.duties.kept import kept
from shouwang.duties.leads import Led
from shouwang.duties.models import Holding
from shouwang.duties.plan import Plan
from shouwang.policy.obligation import Reckoning
from shouwang.policy.pack import Pack
from shouwang.policy.reckon import reckon
from shouwang.policy.situation import Happening, Situation
from shouwang.registry.facts import VIEWS
from shouwang.registry.models import File
from shouwang.registry.queries import get_facts, list_unit_facts


@dataclass(frozen=True)
class Case:
    """One file as the packs see it on a day."""

    file: File
    facts: dict[str, Any]
    happenings: tuple[Happening, ...] = ()
    held_since: Mapping[str, Mapping[str, date]] = field(default_factory=dict)
    """By pack and rule."""
    led: Led | None = None

    def situation(self, *, plan: Plan, pack: Pack, extra: dict[str, Any] | None = None) -> Situation:
        return Situation(
            about=self.file.kind,
            facts={**self.facts, **(extra or {})},
            events=self.happenings,
            choices=plan.choices_of(pack.id),
            opened_on=self.file.opened_on,
            adopted_on=plan.adopted_on.get(pack.id),
            held_since=self.held_since.get(pack.id, {}),
            nobody_leads=self.nobody_leads(pack),
        )

    def nobody_leads(self, pack: Pack) -> frozenset[str]:
        """Of the functions each of which a rule of the pack asks something, those that nobody leads here."""
        asked = pack.asked_of_each(self.file.kind)
        return self.led.by_nobody(self.file, asked) if self.led is not None and asked else frozenset()


def get_case(*, file: File) -> Case:
    """Facts and events of `file`, as they stand in this transaction. A page that only reads reads them once."""
    return kept(("case", file.pk), lambda: get_cases(files=[file])[0])


def get_cases(*, files: Sequence[File]) -> list[Case]:
    """The same for files of one county, in their order, in a few queries for all of them."""
    if not files:
        return []
    county_id, by_kind = files[0].county_id, defaultdict(list)
    for file in files:
        by_kind[file.kind if file.kind in VIEWS else ""].append(file)
    facts = list_unit_facts(county_id=county_id, files=by_kind.pop("", []))
    for kind, here in by_kind.items():
        facts |= get_facts(county_id=county_id, file_ids=[file.pk for file in here], kind=kind)
    happenings = _list_happenings(county_id, [file.pk for file in files])
    held = _list_held(county_id, [file.pk for file in files])
    led = Led(files)
    return [Case(file, facts.get(file.pk, {}), tuple(happenings[file.pk]), held[file.pk], led) for file in files]


def _list_held(county_id: int, file_ids: Sequence[UUID]) -> dict[UUID, dict[str, dict[str, date]]]:
    held: dict[UUID, dict[str, dict[str, date]]] = defaultdict(lambda: defaultdict(dict))
    rows = Holding.objects.filter(county_id=county_id, file_id__in=file_ids)
    for file_id, pack, rule, since_on in rows.values_list("file_id", "pack", "rule", "since_on"):
        held[file_id][pack][rule] = since_on
    return held


def _list_happenings(county_id: int, file_ids: Sequence[UUID]) -> dict[UUID, list[Happening]]:
    """What was done on the files, each with the functions that the office which did it held on that day."""
    events = Event.objects.filter(county_id=county_id, file_id__in=file_ids)
    rows = list(events.values_list("file_id", "what", "done_on", "office").distinct())
    held = list_functions(office_ids={office_id for *_, office_id in rows if office_id is not None})
    happenings: dict[UUID, list[Happening]] = defaultdict(list)
    for file_id, what, on, office_id in rows:
        by = functions_on(held.get(office_id, ()), on)
        happenings[file_id].append(Happening(what=what, on=on, by=by))
    return happenings


def list_reckonings(*, plan: Plan, case: Case, today: date) -> list[tuple[Pack, Reckoning]]:
    """What each adopted pack says about the file: obligations, what has no clock, what cannot be told."""
    if case.file.withdrawn_at is not None or case.file.closed_on is not None:
        return []
    return [(pack, reckon(pack, case.situation(plan=plan, pack=pack), today, plan.calendar)) for pack in plan.packs]
