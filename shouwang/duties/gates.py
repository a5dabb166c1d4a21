"""Which of many operations the plans refuse now: asked together, so that a page can put first what makes sense."""

from collections.abc import Iterable
from datetime import date

from shouwang.duties.cases import get_case
from shouwang.duties.plan import get_plan
from shouwang.policy.gate import ask
from shouwang.registry.models import File


def list_closed(*, file: File, events: Iterable[str], today: date) -> set[str]:
    """Of these events those that a gate of an adopted pack closes on the file today, for a no or for a missing fact."""
    plan, case = get_plan(county_id=file.county_id, on=today), get_case(file=file)
    wanted, closed = set(events), set()
    for pack in plan.packs:
        situation = case.situation(plan=plan, pack=pack)
        gated = [event for event in wanted - closed if pack.gates.get(event)]
        closed |= {event for event in gated if not ask(pack, event, situation, today, plan.calendar).allowed}
    return closed
