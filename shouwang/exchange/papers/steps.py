"""What was done on a case, in the words of the form that asked for it: Chinese whatever language the screen has."""

from datetime import date
from typing import Any

from django.utils import translation

from shouwang.access.models import Event
from shouwang.access.queries import list_events
from shouwang.access.scope import Scope
from shouwang.exchange.papers.family import Veil, day_words, tick_words
from shouwang.page.mechanism import Act, event_title, find_act
from shouwang.page.plan_lists import ListedForm
from shouwang.page.telling import list_answers
from shouwang.registry.models import File

CHINESE = "zh-hans"
ABOUT_THE_REPORTER = frozenset(
    {"mandatory_report.answered", "mandatory_report.reporter_protected", "mandatory_report.received"}
)
"""Their words may tell who reported; on paper they are named with their day, and no more is said."""


def list_steps(*, file: File, kinds: tuple[str, ...]) -> list[Event]:
    """The events of these kinds, the latest first."""
    return list(list_events(county_id=file.county_id, file_id=file.pk, kinds=kinds)) if kinds else []


def get_step(*, file: File, kinds: tuple[str, ...]) -> Event | None:
    """The latest of them."""
    return next(iter(list_steps(file=file, kinds=kinds)), None)


def step_title(event: Event) -> str:
    with translation.override(CHINESE):
        return event_title(event.what)


def step_texts(*, file: File, event: Event | None, veil: Veil) -> dict[str, str]:
    """{the form's field: what was answered, in words}; nothing without an event. `on`: the day; `office`: who did it."""
    if event is None:
        return {}
    told = {key: words for key, _label, words in _tell(file, event, veil)}
    return told | {"on": moment_words(event), "office": office_words(file, event)}


def step_lines(*, file: File, event: Event, veil: Veil) -> list[tuple[str, str]]:
    """(label, answer) of everything that was written down, in the form's order."""
    return [(label, words) for _key, label, words in _tell(file, event, veil) if words]


def moment_words(event: Event) -> str:
    """2026年11月22日09:30."""
    hour = event.detail.get("at_time", "")
    return f"{day_words(event.done_on)}{hour if isinstance(hour, str) else ''}"


def office_words(file: File, event: Event) -> str:
    """康平县公安局: the office with its county."""
    name = event.office.name if event.office else ""
    return f"{file.county}{name}" if name and not name.startswith(str(file.county)[:2]) else name


def _tell(file: File, event: Event, veil: Veil) -> list[tuple[str, str, str]]:
    if event.what in ABOUT_THE_REPORTER:
        return []
    with translation.override(CHINESE):
        lists = _list_words(file, find_act(event.what), event.done_on)
        return [(one.key, one.title, _say(one.value, one.veil, veil)) for one in list_answers(event, lists=lists)]


def _list_words(file: File, act: Act | None, on: date) -> dict[str, dict[str, str]]:
    """{field: {key: the plan's words}} where a form keeps keys of the plan's lists."""
    form = act.form if act else None
    if act is None or form is None or not issubclass(form, ListedForm) or not act.form_arguments:
        return {}
    nobody = Scope(county_id=file.county_id, user_id=file.pk, grants=())
    lists = act.form_arguments(file, nobody, on).get("lists", {})
    return {name: dict(lists.get(name, ())) for name in form.keys_from_lists}


def _say(value: Any, hidden: str, veil: Veil) -> str:
    if hidden:
        return veil(hidden, str(value))
    if isinstance(value, list):
        return "、".join(_say(one, "", veil) for one in value)
    if isinstance(value, bool):
        return tick_words(value)
    return day_words(value) if isinstance(value, date) else str(value)
