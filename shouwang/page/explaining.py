"""Why the plan refuses an act, condition by condition: does it hold, and what is there to do for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from shouwang.access.queries import functions_on, list_functions
from shouwang.access.scope import Scope
from shouwang.duties.gates import Refusal
from shouwang.page import clock
from shouwang.page.duty_rows import get_pack
from shouwang.page.law_words import say_condition
from shouwang.page.mechanism import Act, acts_for
from shouwang.page.words import actor_words
from shouwang.policy.condition import FactTest, Happened
from shouwang.policy.explain import Explained
from shouwang.policy.pack import Pack
from shouwang.policy.uses import parts_followed
from shouwang.registry.models import File


@dataclass(frozen=True)
class Line:
    """One condition in words. `outcome`: yes, no, unknown; `act`: what the reader may do for it; `how`: all or any of `parts`."""

    words: str
    outcome: str
    todo: str = ""
    act: Act | None = None
    clauses: tuple[str, ...] = ()
    how: str = ""
    parts: tuple["Line", ...] = ()


def say_why(refusal: Refusal, *, file: File, scope: Scope, what: str) -> tuple[Line, ...]:
    """The lines of a refusal, for whoever may know which condition fails: each with its answer, what helps beside it."""
    pack = get_pack(refusal.pack)
    if pack is None:
        return ()
    mine = _functions_of(scope, clock.today())
    acts = {
        act.event: act
        for _title, found in acts_for(file, scope)
        for act in found
        if act.event != what and _is_for(pack, act.event, mine)
    }
    told = [_say(pack, one, acts) for one in refusal.asked]
    return tuple(line for one in told for line in (one.parts if one.how == "all" else (one,)))


def _functions_of(scope: Scope, today: date) -> frozenset[str]:
    held = list_functions(office_ids=scope.office_ids)
    return frozenset[str]().union(*(functions_on(rows, today) for rows in held.values()))


def _is_for(pack: Pack, event: str, mine: frozenset[str]) -> bool:
    """Whether the plan gives what the act records to one of the reader's functions, or to nobody in particular."""
    owners = {owner for rule in pack.duties.values() if event in (rule.act, *rule.done_by) for owner in rule.owner}
    return not owners or not owners.isdisjoint(mine)


def _say(pack: Pack, one: Explained, acts: Mapping[str, Act]) -> Line:
    parts = tuple(_say(pack, part, acts) for part in one.parts)
    words = actor_words(one.function) if one.function else one.title or _bare(pack, one)
    if parts or one.answer.is_yes:
        todo = _("nobody leads this here; it is not waited for") if one.is_unled else ""
        return Line(words, one.answer.outcome, todo, None, one.node.clauses, one.how, parts)
    todo, act = _help(pack, one, acts)
    return Line(words, one.answer.outcome, todo, act, one.node.clauses)


def _bare(pack: Pack, one: Explained) -> str:
    """A group without a name of its own says how many of its parts are needed."""
    if one.how:
        return _("All of this") if one.how == "all" else _("One of these")
    return say_condition(pack, one.node)


def _help(pack: Pack, one: Explained, acts: Mapping[str, Act]) -> tuple[str, Act | None]:
    """What there is to do for a condition that does not hold, and the act that does it, where the reader may."""
    parts = list(parts_followed(pack, one.node))
    if any(key.startswith("parameter:") for key in one.answer.missing):
        return _("The county has to choose the figure first."), None
    if one.function:
        return _("Has not done it yet."), None
    events = [event for part in parts if isinstance(part, Happened) for event in part.events]
    wanted = {part.key for part in parts if isinstance(part, FactTest)}
    act = next((acts[event] for event in events if event in acts), None)
    act = act or next((one for one in acts.values() if wanted & set(one.brings)), None)
    if one.answer.is_unknown:
        return _("Nobody has found this out yet: find out and record it."), act
    return (_("Has not been done yet.") if events and not wanted else _("Is not so by what is recorded.")), act
