"""Loading a county's questionnaire: the form (a question a line) and the page with the versions so far."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.access.models import County
from shouwang.page import clock
from shouwang.page.forms import ActForm, DayField
from shouwang.page.rendering import show
from shouwang.registry.models import Questionnaire
from shouwang.registry.questionnaires import (
    VersionTaken,
    get_questionnaire,
    list_questionnaires,
    load_questionnaire,
    version_on,
)
from shouwang.registry.scoring import QuestionnaireWrong, check_items, read_items, write_items


class AskingForm(ActForm):
    """An act that asks a questionnaire: the version that was in use on the day on which it was done, also when it is entered
    later. Its fields carry the version's mark, so that answers to another one are noticed."""

    def choose_version(self, versions: Iterable[Questionnaire]) -> None:
        """Of all versions, the newest first."""
        self.questionnaire = version_on(versions, self._day())

    def _day(self) -> date:
        """The day on which it was done, as far as it is told already."""
        try:
            return self.fields["on"].clean(self.data.get(self.add_prefix("on")))
        except forms.ValidationError:
            return self.today

    @property
    def _mark(self) -> str:
        return f"q_{self.questionnaire.mark}_"

    def fields_for(self, items: Iterable[Mapping[str, Any]]) -> dict[str, forms.Field]:
        """The fields that ask these questions, by name."""
        return {
            f"{self._mark}{item['key']}": forms.ChoiceField(
                label=item["question"],
                choices=[(one["key"], one["label"]) for one in item["answers"]],
                widget=forms.RadioSelect,
            )
            for item in items
        }

    def take_answers(self, given: dict[str, Any]) -> dict[str, Any]:
        """`given` with the answers as one value, and the version that asked."""
        answered = {name for name in self.data if name.startswith("q_")}
        if answered and not any(name.startswith(self._mark) for name in answered):
            self.add_error(
                None, _("On that day another version of the questionnaire was in use. Answer its questions.")
            )
        names = [name for name in given if name.startswith(self._mark)]
        answers = {name.removeprefix(self._mark): given.pop(name) for name in names}
        return given | {"questionnaire": self.questionnaire, "answers": answers}


class LoadingForm(forms.Form):
    """A mechanism's form derives from it: for whom the scale is, what it starts with, and its words for the two limits.

    With `dimensions` ({key: the plan's word}) every line names the dimension that it belongs to.
    """

    purpose = ""
    starting: Mapping[str, Any] = {}
    heading: Any = ""
    form_of_line: Any = gettext_lazy("question | answer = points | answer = points")
    limits: Any = ""
    limits_wrong: Any = ""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=100)
    version = forms.CharField(label=gettext_lazy("Version"), max_length=40)
    questions = forms.CharField(label=gettext_lazy("Questions"), widget=forms.Textarea(attrs={"rows": 10}))
    upper_from = forms.IntegerField(min_value=1, max_value=1000)
    lower_from = forms.IntegerField(min_value=0, max_value=999)
    in_use_from = DayField(label=gettext_lazy("In use from"))

    def __init__(
        self, *args: Any, running: Questionnaire | None, today: date, dimensions: Mapping[str, str] | None = None
    ) -> None:
        self.dimensions = dimensions
        found = running or Questionnaire(in_use_from=today, **self.starting)
        lines = write_items(found.items, dimensions=dimensions)
        first = {"title": found.title, "questions": lines, "in_use_from": today}
        super().__init__(*args, initial=first | {"upper_from": found.upper_from, "lower_from": found.lower_from})
        words = _("One question a line, with its answers and points: %s")
        self.fields["questions"].help_text = words % self.form_of_line

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        try:
            given["items"] = read_items(given.get("questions", ""), dimensions=self.dimensions)
            if {"upper_from", "lower_from"} <= given.keys():
                check_items(given["items"], upper_from=given["upper_from"], lower_from=given["lower_from"])
        except QuestionnaireWrong as wrong:
            self.add_error("upper_from" if str(wrong) == "limits" else "questions", self._words_of(str(wrong)))
        return given

    def _words_of(self, wrong: str) -> str:
        kind, _space, number = wrong.partition(" ")
        told = {"number": number, "form": self.form_of_line, "names": "、".join((self.dimensions or {}).values())}
        words = {
            "empty": _("There are no questions yet."),
            "limits": self.limits_wrong,
            "line": _("Line %(number)s cannot be read. Write: %(form)s"),
            "dimension": _("Line %(number)s begins with none of the plan's dimensions: %(names)s"),
        }
        return str(words[kind]) % told

    def explain(self, one: Questionnaire) -> dict[str, Any]:
        """A version as the page shows it."""
        names = self.dimensions or {}
        lines = [
            (
                "：".join(filter(None, [names.get(item.get("dimension", ""), ""), item["question"]])),
                "、".join(f"{answer['label']} {answer['points']}" for answer in item["answers"]),
            )
            for item in one.items
        ]
        return {"one": one, "limits": self.limits % {"upper": one.upper_from, "lower": one.lower_from}, "lines": lines}


def show_questionnaires(
    request: HttpRequest, form_class: type[LoadingForm], *, what: str, home: str, dimensions: Any = None
) -> HttpResponse:
    """The versions so far, and a new one; loading tells the event `what` and leads back to `home`."""
    county_id, purpose = request.scope.county_id, form_class.purpose
    running = get_questionnaire(county_id=county_id, purpose=purpose, on=clock.today())
    form = form_class(request.POST or None, running=running, today=clock.today(), dimensions=dimensions)
    if form.is_valid() and _load(request, form, what):
        messages.success(request, _("The questionnaire is loaded."))
        return redirect(home)
    versions = [form.explain(one) for one in list_questionnaires(county_id=county_id, purpose=purpose)]
    context = {"form": form, "versions": versions, "running": running}
    return show(request, "page/questionnaires.html", context, status=422 if form.is_bound else 200)


def _load(request: HttpRequest, form: LoadingForm, what: str) -> bool:
    given = {key: value for key, value in form.cleaned_data.items() if key != "questions"}
    county = County.objects.get(pk=request.scope.county_id)
    try:
        load_questionnaire(by=request.actor, county=county, purpose=form.purpose, what=what, at=clock.now(), **given)
    except VersionTaken as refusal:
        form.add_error("version", str(refusal))
    return not form.errors
