"""One file as the packs see it on a day, and what each of them says about it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from shouwang.access.models import Event
from shouwang.duties.plan import Plan
from shouwang.policy.pack import Pack
from shouwang.policy.reckon import Reckoning, reckon
from shouwang.policy.situation import Happening, Situation
from shouwang.registry.facts import VIEWS
from shouwang.registry.models import File
from shouwang.registry.queries import get_facts, get_unit_facts


@dataclass(frozen=True)
class Case:
    """One file as the packs see it on a day."""

    file: File
    facts: dict[str, Any]
    happenings: tuple[Happening, ...] = ()

    def situation(self, *, plan: Plan, pack: Pack, extra: dict[str, Any] | None = None) -> Situation:
        return Situation(
            about=self.file.kind,
            facts={**self.facts, **(extra or {})},
            events=self.happenings,
            choices=plan.choices_of(pack.id),
            opened_on=self.file.opened_on,
            adopted_on=plan.adopted_on.get(pack.id),
        )


def get_case(*, file: File) -> Case:
    """Facts and events of `file`, as they stand in this transaction."""
    if file.kind in VIEWS:
        facts = get_facts(county_id=file.county_id, file_ids=[file.pk], kind=file.kind).get(file.pk, {})
    else:
        facts = get_unit_facts(file=file)
    rows = Event.objects.filter(county_id=file.county_id, file_id=file.pk).values_list("what", "done_on").distinct()
    return Case(file=file, facts=facts, happenings=tuple(Happening(what=what, on=on) for what, on in rows))


def list_reckonings(*, plan: Plan, case: Case, today: date) -> list[tuple[Pack, Reckoning]]:
    """What each adopted pack says about the file: obligations, what has no clock, what cannot be told."""
    if case.file.withdrawn_at is not None or case.file.closed_on is not None:
        return []
    return [(pack, reckon(pack, case.situation(plan=plan, pack=pack), today, plan.calendar)) for pack in plan.packs]
