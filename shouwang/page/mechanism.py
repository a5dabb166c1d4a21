"""What a mechanism shows of itself: events, acts, panels, menu. Found by itself in `shouwang.mechanisms.<word>.mechanism`.

MECHANISM = Mechanism(
    key="visit",
    title=_("Visits"),
    events=(Declared("visit.done", _("Visited at home")),),
    acts=(Act("visit.done", _("Record a visit"), form=forms.Visit, operation=operations.record_visit),),
)
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings

from shouwang.access.scope import Scope, applies
from shouwang.page.addresses import address_on
from shouwang.page.forms import ActForm, on_case
from shouwang.page.words import event_words
from shouwang.registry.models import File, FileKind

Context = Callable[[File, Scope, date], Mapping[str, Any]]
PanelContext = Callable[[File, Scope, date], Mapping[str, Any] | None]
Kept = Callable[[File, Callable[[str, str | None], str]], Mapping[UUID, list[tuple[str, str]]]]
"""(case, how numbers are veiled) -> for each event what the mechanism keeps beside it, as (label, words) for paper."""


@dataclass(frozen=True)
class Declared:
    """An event that the mechanism records; `about` names the kinds of file that it hangs on. `is_from_elsewhere`: what
    another county did is written down here; nobody in this one can do it."""

    what: str
    title: Any
    about: tuple[str, ...] = ("child",)
    is_from_elsewhere: bool = False


@dataclass(frozen=True)
class Act:
    """What one post of a form does and records, on the page `/files/<id>/do/<event>/`.

    `operation(*, by, file, on, today, at, note, proof_of, **the form's own fields)` does it in one transaction and
    records the event itself (`duties.operations.record_event`, on a case `record_case_event`); without one the event is
    recorded with the fields as its detail. `refusals` are the operation's named exceptions: their text is shown at the
    form. `initial` gives first values, `form_arguments` keyword arguments for the form's own parameters. What needs more
    than a form is done on a page of the mechanism's own: `url_name`, which takes the file's id. On a case the form is
    made a `CaseActForm` and the operation gets its `seen` and `at_time` too; without an operation `facts(fields)` says which
    facts `case.*` the form brought, and they are written with the event. `is_after_closing`: also on a closed case.
    `brings` names the facts that it is there to record: whoever lacks one of them is led to it.
    """

    event: str
    title: Any
    about: tuple[str, ...] = ("child",)
    form: type[ActForm] = ActForm
    operation: Callable[..., Any] | None = None
    facts: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None
    right: str = "duty.do"
    template: str = "page/act.html"
    hint: Any = ""
    refusals: tuple[type[Exception], ...] = ()
    initial: Context | None = None
    form_arguments: Context | None = None
    url_name: str = ""
    is_after_closing: bool = False
    brings: tuple[str, ...] = ()

    def right_on(self, kind: str) -> str:
        """The right that this kind of file asks for: an act on children and cases has one word for each."""
        if applies(self.right, kind):
            return self.right
        return "case.do" if kind == FileKind.CASE else "duty.do"

    def form_on(self, kind: str) -> type[ActForm]:
        """On a case every form asks for the hour and carries what its reader has seen."""
        return on_case(self.form) if kind == FileKind.CASE else self.form


@dataclass(frozen=True)
class Panel:
    """A part of a file's page, for whoever holds `right` on the file: `template`, drawn inside a card's body, with what
    `context(file, scope, today)` gives, and `file` and `today`. None: nothing to show, no card."""

    title: Any
    template: str
    context: PanelContext
    about: tuple[str, ...] = ("child",)
    right: str = "child.read"


@dataclass(frozen=True)
class MenuItem:
    title: Any
    url_name: str
    right: str


@dataclass(frozen=True)
class Document:
    """A printable of a file: a link to `url_name` with the file's id."""

    title: Any
    url_name: str
    about: tuple[str, ...] = ("child",)
    right: str = "child.read"


@dataclass(frozen=True)
class Report:
    """What a plan wants counted; `key` is the packs' word. `url_name` and `query` lead to the page that shows it.

    Without a page of its own it is the mechanism's duties by place, which the shell counts.
    """

    key: str
    title: Any
    url_name: str = ""
    query: str = ""
    right: str = "supervise"


@dataclass(frozen=True)
class Question:
    """One thing that was put to this person or office and waits for the answer, as home shows it: `address` opens it.

    `due_on` is None where nobody set a term. `name` says no more than whoever may not yet read the file may know."""

    title: Any
    name: str
    giver: str
    address: str
    since_on: date
    due_on: date | None = None
    is_late: bool = False


@dataclass(frozen=True)
class Asked:
    """Offers and requests that wait for an answer. `find(scope, at, most)` gives at most `most` of them, the oldest first;
    it is asked for every home page of whoever holds `right`, so it is one cheap query where nothing waits."""

    right: str
    find: Callable[[Scope, datetime, int], Iterable[Question]]


@dataclass(frozen=True)
class Mechanism:
    """The public face of a mechanism's folder. `homes` are pages of a kind of file ({"case": "cases:case"}), which take its
    id; a kind without one has the shell's. `sheets` are the exchange room's declarations.

    `begins` are called as `begin(county=..., on=...)` for every county that is set up: what it starts with. Harmless the
    second time. `kept` gives the dossier what stands in the mechanism's own records. `told` says how the keys are read that
    its operations write into an event's detail beside the form's own: {key: label}, (label, choices), or None: not said.
    """

    key: str
    title: Any
    events: tuple[Declared, ...] = ()
    acts: tuple[Act, ...] = ()
    panels: tuple[Panel, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    documents: tuple[Document, ...] = ()
    reports: tuple[Report, ...] = ()
    asked: tuple[Asked, ...] = ()
    homes: Mapping[str, str] = field(default_factory=dict)
    sheets: tuple[Any, ...] = ()
    begins: tuple[Callable[..., Any], ...] = ()
    kept: Kept | None = None
    told: Mapping[str, Any] = field(default_factory=dict)


@lru_cache(maxsize=1)
def mechanisms() -> dict[str, Mechanism]:
    """The mechanisms of the settings, by key, in that order."""
    found = [import_module(f"shouwang.mechanisms.{word}.mechanism").MECHANISM for word in settings.MECHANISMS]
    return {mechanism.key: mechanism for mechanism in found}


@lru_cache(maxsize=1)
def declared() -> dict[str, Declared]:
    """Every event that a mechanism declares, by its word."""
    return {event.what: event for mechanism in mechanisms().values() for event in mechanism.events}


def event_title(what: str) -> str:
    """The event in words; else as the vocabulary calls it."""
    event = declared().get(what)
    return str(event.title) if event else event_words(what)


def find_act(event: str) -> Act | None:
    """An event's first word is its mechanism."""
    face = mechanisms().get(event.partition(".")[0])
    return next((act for act in face.acts if act.event == event), None) if face else None


def address_of(file: File, scope: Scope) -> str:
    """The file's page; empty for a case that this scope may not read."""
    home = next((face.homes[file.kind] for face in mechanisms().values() if file.kind in face.homes), "file")
    is_hidden = file.kind == FileKind.CASE and scope.grant_for(file, "case.read") is None
    return "" if is_hidden else address_on(home, file.pk)


class _Held(dict[str, bool]):
    """Which rights hold on a file: a hundred acts ask for a handful of them."""

    def __init__(self, file: File, scope: Scope) -> None:
        self.file, self.scope = file, scope

    def __missing__(self, right: str) -> bool:
        self[right] = self.scope.grant_for(self.file, right) is not None
        return self[right]


def acts_for(file: File, scope: Scope) -> list[tuple[Any, list[Act]]]:
    """What this scope may do on this file: (the mechanism's title, its acts), mechanisms without one left out."""
    found, may = [], _Held(file, scope)
    for mechanism in mechanisms().values():
        acts = [act for act in mechanism.acts if file.kind in act.about and may[act.right_on(file.kind)]]
        if acts:
            found.append((mechanism.title, acts))
    return found


def panels_for(file: File, scope: Scope) -> Iterator[Panel]:
    for mechanism in mechanisms().values():
        for panel in mechanism.panels:
            if file.kind in panel.about and scope.grant_for(file, panel.right):
                yield panel


def documents_for(file: File, scope: Scope) -> list[Document]:
    every = (document for mechanism in mechanisms().values() for document in mechanism.documents)
    return [document for document in every if file.kind in document.about and scope.grant_for(file, document.right)]
