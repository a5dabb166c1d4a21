"""The words of the plans as they are read: Chinese from the vocabulary; in English the key itself, made readable."""

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext, gettext_noop

from shouwang.policy.vocabulary import vocabulary

# Words that several rooms use in one sense; they are translated here, and here alone.
COMMON = (
    gettext_noop("Save"),
    gettext_noop("Name"),
    gettext_noop("Township"),
    gettext_noop("Village"),
    gettext_noop("What"),
    gettext_noop("Who"),
    gettext_noop("When"),
    gettext_noop("Why"),
    gettext_noop("Due"),
    gettext_noop("Late"),
    gettext_noop("Open"),
    gettext_noop("Done"),
    gettext_noop("Filter"),
    gettext_noop("Citizen ID"),
    gettext_noop("All"),
    gettext_noop("The child"),
    gettext_noop("Age"),
    gettext_noop("Sex"),
    gettext_noop("Phone"),
    gettext_noop("Address"),
    gettext_noop("Father"),
    gettext_noop("Mother"),
    gettext_noop("Relief"),
    gettext_noop("Change"),
    gettext_noop("Reason"),
)


# What the house itself writes into the trail: no plan speaks of it.
OWN_EVENTS = {
    "account.opened": gettext_noop("Account opened"),
    "account.post_given": gettext_noop("Post given"),
    "account.password_reset": gettext_noop("Password reset"),
    "account.unlocked": gettext_noop("Account unlocked"),
    "account.closed": gettext_noop("Account closed"),
    "office.opened": gettext_noop("Office opened"),
    "office.jurisdiction_given": gettext_noop("Jurisdiction given"),
    "office.jurisdiction_taken": gettext_noop("Jurisdiction taken back"),
    "plan.adopted": gettext_noop("Plan adopted"),
    "plan.chosen": gettext_noop("Figure chosen by the county"),
    "county.founded": gettext_noop("County founded"),
    "county.paper_prefix_set": gettext_noop("Word before the numbers of papers set"),
}
READINGS = {
    "file": gettext_noop("opened the file"),
    "act": gettext_noop("opened a form of the file"),
    "unveil": gettext_noop("unveiled a number"),
    "download": gettext_noop("downloaded"),
    "attachment": gettext_noop("opened a proof"),
    "readings": gettext_noop("looked who had looked"),
    "login": gettext_noop("logged in"),
    "list": gettext_noop("opened a list"),
    "story": gettext_noop("opened the whole story"),
    "case": gettext_noop("opened the case"),
    "glass": gettext_noop("opened a sealed case in an emergency"),
    "alike": gettext_noop("looked for files that are alike"),
    "dossier": gettext_noop("made the dossier"),
    "export": gettext_noop("exported"),
    "looking_back": gettext_noop("looked who had seen a sign before"),
    "merge": gettext_noop("opened two files to merge them"),
    "preview": gettext_noop("looked at a paper before printing"),
    "print": gettext_noop("printed a paper"),
    "roster": gettext_noop("opened a roster"),
    "same": gettext_noop("compared two files"),
    "transfer": gettext_noop("opened a hand-over to another county"),
    "transfers": gettext_noop("opened the list of hand-overs between counties"),
    "versions": gettext_noop("opened the versions of the file"),
}


RIGHTS = {
    "child.read": gettext_noop("See the children's files in the own places"),
    "child.write": gettext_noop("Write into the children's files"),
    "child.share": gettext_noop("See the reduced file: what to do, never why"),
    "child.unveil": gettext_noop("Unveil a number with a reason"),
    "report.submit": gettext_noop("Submit reports"),
    "report.receive": gettext_noop("Receive reports"),
    "case.report": gettext_noop("Report with an own account"),
    "case.intake": gettext_noop("Type in what a caller reports"),
    "case.read": gettext_noop("See the cases in the own places"),
    "case.join": gettext_noop("See the cases that the own office takes part in"),
    "case.do": gettext_noop("Work on a case"),
    "case.task": gettext_noop("Do what is asked, without the case"),
    "case.seal": gettext_noop("Seal cases"),
    "case.watch": gettext_noop("See which cases stand still"),
    "reporter.unveil": gettext_noop("See who reported, with a reason"),
}


def _is_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def _readable(key: str) -> str:
    return key.replace(".", ": ", 1).replace("_", " ").capitalize()


def fact_words(key: str) -> str:
    """`father.away` -> 父亲外出务工; `parameter:visit.every` and unknown keys stay readable."""
    word = vocabulary().facts.get(key)
    return word.name if word and _is_chinese() else _readable(key)


def choice_words(key: str, value: str) -> str:
    """One value of a choice fact: `child.schooling`, `primary` -> 小学."""
    if key == "unit.functions":
        return actor_words(value)
    word = vocabulary().facts.get(key)
    return word.values.get(value, value) if word and _is_chinese() else value.replace("_", " ")


def actor_words(key: str) -> str:
    """A function: `civil_affairs` -> 民政局."""
    return vocabulary().actors.get(key, key) if _is_chinese() else key.replace("_", " ")


def mechanism_words(key: str) -> str:
    return vocabulary().mechanisms.get(key, key) if _is_chinese() else key.replace("_", " ")


def event_words(key: str) -> str:
    """What was done: `visit.done` -> 入户走访."""
    if key in OWN_EVENTS:
        return gettext(OWN_EVENTS[key])
    word = vocabulary().events.get(key)
    return word.name if word and _is_chinese() else _readable(key)


def reading_words(what: str) -> str:
    """What somebody looked at: `print` -> 打印文书."""
    return gettext(READINGS[what]) if what in READINGS else _readable(what)


def right_words(right: str) -> str:
    """What a right allows: `case.seal` -> 封存个案."""
    return gettext(RIGHTS[right]) if right in RIGHTS else _readable(right)


def document_words(key: str) -> str:
    """A paper: `delegation_agreement` -> 委托监护协议."""
    return vocabulary().documents.get(key, key) if _is_chinese() else _readable(key)


def kind_words(key: str) -> str:
    return vocabulary().files.get(key, key) if _is_chinese() else key


CODED = {
    "视力": "sight",
    "听力": "hearing",
    "言语": "speech",
    "肢体": "limbs",
    "智力": "intellect",
    "精神": "mind",
    "多重": "multiple",
    "一级": "grade 1",
    "二级": "grade 2",
    "三级": "grade 3",
    "四级": "grade 4",
}
"""What a standard calls by a number, in English; the peoples keep the names that they have in it."""


def value_words(value: Any, name: Any) -> str:
    """A value of a column's choices: its Chinese name; in English the value itself, unless that is but a code."""
    if not _is_chinese() and name in CODED:
        return CODED[name]
    is_word = isinstance(name, str) and isinstance(value, str) and not value.isdigit()
    return value.replace("_", " ") if is_word and not _is_chinese() else str(name)


def column_words(row: Model, column: str) -> str:
    """What stands in a row's column with choices; empty where nothing was collected."""
    value = getattr(row, column)
    return "" if value in (None, "") else value_words(value, _names(type(row), column).get(value, value))


@cache
def _names(model: type[Model], column: str) -> dict[Any, Any]:
    return dict(model._meta.get_field(column).flatchoices)


def day_words(value: date) -> str:
    """2026年11月22日. A page names few days many times; a moment has another day in each time zone, and is not kept."""
    return _day(value, get_language()) if type(value) is date else date_format(value, "DATE_FORMAT")


@lru_cache(maxsize=8192)
def _day(value: date, language: str | None) -> str:
    return date_format(value, "DATE_FORMAT")


def in_words(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """A column's choices as a form offers them, each in the language of whoever reads."""
    return [(value, _later(value, name)) for value, name in choices]


_later = lazy(value_words, str)
