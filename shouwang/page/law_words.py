"""Rules in words: what a duty, a condition, a figure of a pack says, for whoever does not read YAML."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shouwang.page.words import actor_words, choice_words, event_words, fact_words
from shouwang.policy.condition import FactTest, FigureTest, Happened, Joined, Named, Negated, Node, Ref
from shouwang.policy.duration import parse_duration
from shouwang.policy.pack import Pack
from shouwang.policy.parameter import DatedFigure, Parameter
from shouwang.policy.period import PERIOD_NAMES
from shouwang.policy.rule import DutyRule


def say_figure(value: Any, *, key: str = "") -> str:
    """`1 quarter` -> 1个季度, `quarter` -> 每季度, true -> 是; `key` is the fact whose choice it may be."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, list | tuple):
        return _(", ").join(say_figure(one, key=key) for one in value)
    text = choice_words(key, str(value)) if key and isinstance(value, str) else str(value)
    is_chinese = (get_language() or "").startswith("zh")
    return _in_chinese(text) if is_chinese else text.replace("_", " ")


def _in_chinese(text: str) -> str:
    if text in PERIOD_NAMES:
        return PERIOD_NAMES[text]
    try:
        return str(parse_duration(text))
    except ValueError:
        return text


def say_parameter(pack: Pack, key: str, choices: Mapping[str, Any]) -> str:
    """The figure that counts now: the text's, the law's, the county's own choice, or that it is still open."""
    parameter = pack.parameters.get(key)
    if parameter is None:
        return key
    return say_dated(parameter.latest, choices.get(key))


def say_dated(figure: DatedFigure, chosen: Any = None) -> str:
    if figure.source != "local":
        return say_figure(figure.value)
    if chosen is None:
        return _("the county has to choose")
    return _("%(figure)s (the county's choice)") % {"figure": say_figure(chosen)}


def say_operand(pack: Pack, operand: Any, *, key: str = "") -> str:
    if not isinstance(operand, Ref):
        return say_figure(operand, key=key)
    parameter: Parameter | None = pack.parameters.get(operand.parameter)
    if parameter is None:
        return operand.parameter
    value = parameter.latest.value
    return say_figure(value) if value is not None else f"“{parameter.title}”"


def say_duty(pack: Pack, rule: DutyRule) -> str:
    """Who owes it, by when, what answers it, whom it goes to when late."""
    owners = _(", ").join(map(actor_words, rule.owner))
    parts = [owners, _rhythm(pack, rule)]
    if rule.condition is not None:
        parts.append(_("while: %(condition)s") % {"condition": say_condition(pack, rule.condition)})
    if rule.late_goes_to:
        ladder = " → ".join(map(actor_words, rule.late_goes_to))
        parts.append(_("when late it goes to %(ladder)s") % {"ladder": ladder})
    return _("; ").join(part for part in parts if part)


def _rhythm(pack: Pack, rule: DutyRule) -> str:
    within = say_operand(pack, rule.within) if rule.within else ""
    if rule.every:
        every = say_operand(pack, rule.every)
        return _("%(every)s, within %(within)s") % {"every": every, "within": within} if within else every
    if rule.on:
        events = _(", ").join(map(event_words, rule.on))
        if rule.on_by:
            events = _("%(events)s (by %(who)s)") % {
                "events": events,
                "who": _(", ").join(map(actor_words, rule.on_by)),
            }
        return _("within %(within)s after: %(events)s") % {"within": within, "events": events}
    return _("within %(within)s") % {"within": within} if within else ""


def say_condition(pack: Pack, node: Node) -> str:
    """A condition as a sentence; named conditions by their title."""
    if isinstance(node, Named):
        named = pack.conditions.get(node.name)
        return (named.title if named else "") or node.name
    if isinstance(node, Joined):
        joint = _(" and ") if node.how == "all" else _(" or ")
        return joint.join(_bracketed(pack, part) for part in node.parts)
    if isinstance(node, Negated):
        return _("not (%(what)s)") % {"what": say_condition(pack, node.part)}
    if isinstance(node, FactTest):
        return _say_test(pack, node)
    if isinstance(node, FigureTest):
        title = pack.parameters[node.parameter].title if node.parameter in pack.parameters else node.parameter
        return f"{title}: {say_figure(node.values)}"
    return _say_event(pack, node)


def _bracketed(pack: Pack, part: Node) -> str:
    said = say_condition(pack, part)
    return f"({said})" if isinstance(part, Joined) else said


_FORMS = {
    "under": "%(fact)s < %(figure)s", "at_most": "%(fact)s ≤ %(figure)s", "over": "%(fact)s > %(figure)s",
    "at_least": "%(fact)s ≥ %(figure)s", "is": "%(fact)s: %(figure)s", "in": "%(fact)s: %(figure)s",
}  # fmt: skip


def _say_test(pack: Pack, node: FactTest) -> str:
    fact = fact_words(node.key)
    if node.test == "known":
        return _("%(fact)s is known") % {"fact": fact}
    if node.test == "in_list":
        listed = pack.lists.get(str(node.operand))
        return f"{fact}: {listed.title if listed else node.operand}"
    figure = say_operand(pack, node.operand, key=node.key)
    if node.test == "within":
        return _("%(fact)s within the next %(figure)s") % {"fact": fact, "figure": figure}
    if node.test == "older_than":
        return _("%(fact)s more than %(figure)s ago") % {"fact": fact, "figure": figure}
    return _FORMS[node.test] % {"fact": fact, "figure": figure}


def _say_event(pack: Pack, node: Node) -> str:
    assert isinstance(node, Happened)
    events = _(", ").join(map(event_words, node.events))
    if node.by_each:
        events = _("%(events)s (by each of %(who)s)") % {
            "events": events,
            "who": _(", ").join(map(actor_words, node.by_each)),
        }
    if node.since:
        return _("%(events)s in the last %(figure)s") % {"events": events, "figure": say_operand(pack, node.since)}
    if node.after:
        after = _(", ").join(map(event_words, node.after))
        if node.after_by:
            after = _("%(events)s (by %(who)s)") % {
                "events": after,
                "who": _(", ").join(map(actor_words, node.after_by)),
            }
        return _("%(events)s since the last %(after)s") % {"events": events, "after": after}
    return _("%(events)s has been done") % {"events": events}
