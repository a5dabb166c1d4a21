"""Which of many operations the plans refuse now: asked together, so that a page can put first what makes sense."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shouwang.duties.cases import get_case
from shouwang.duties.leads import Led
from shouwang.duties.plan import get_plan
from shouwang.policy.condition import Happened
from shouwang.policy.explain import Explained
from shouwang.policy.gate import ask
from shouwang.policy.uses import parts_followed
from shouwang.registry.models import File


@dataclass(frozen=True)
class Refusal:
    """A gate's no: which clauses, or which facts nobody has asked yet; `asked`: each of the conditions and its answer."""

    title: str
    clauses: tuple[str, ...]
    missing: tuple[str, ...]
    pack: str
    asked: tuple[Explained, ...] = ()


def list_unasked(*, file: File, what: str, today: date) -> tuple[str, ...]:
    """The functions that have to have answered before `what` by an adopted plan, and that nobody leads where the file lies.

    Nobody waits for them; the event says so.
    """
    packs = [pack for pack in get_plan(county_id=file.county_id, on=today).packs if pack.is_in_force(today)]
    gates = [(pack, gate) for pack in packs for gate in pack.gates.get(what, ()) if gate.about == file.kind]
    parts = [part for pack, gate in gates for part in parts_followed(pack, gate.require)]
    asked = {one for part in parts if isinstance(part, Happened) for one in part.by_each}
    return tuple(sorted(Led([file]).by_nobody(file, frozenset(asked))))


def list_closed(*, file: File, events: Iterable[str], today: date) -> set[str]:
    """Of these events those that a gate of an adopted pack closes on the file today, for a no or for a missing fact."""
    plan, case = get_plan(county_id=file.county_id, on=today), get_case(file=file)
    wanted, closed = set(events), set()
    for pack in plan.packs:
        situation = case.situation(plan=plan, pack=pack)
        gated = [event for event in wanted - closed if pack.gates.get(event)]
        closed |= {event for event in gated if not ask(pack, event, situation, today, plan.calendar).allowed}
    return closed
