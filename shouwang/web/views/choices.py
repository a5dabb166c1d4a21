"""The county's choices (civil affairs): which plans, which figures. The calendars (system administrator)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.duties import adopting
from shouwang.duties.models import Term, WorkingDay
from shouwang.page import clock
from shouwang.page.duty_rows import get_pack
from shouwang.page.guard import POST, allow
from shouwang.page.rendering import show
from shouwang.policy.calendar import published_years
from shouwang.policy.check import Contradiction
from shouwang.policy.pack import Pack
from shouwang.web import administration_forms as forms
from shouwang.web import choosing, plan_page
from shouwang.web.figure_form import Figure
from shouwang.web.tasks import rebuild_soon


def _ask(request: HttpRequest, form: Any, heading: str, back: str, **more: Any) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": reverse(back), **more}
    return show(request, "web/form_page.html", context, status=422 if form.is_bound else 200)


def _changed(request: HttpRequest, words: str) -> None:
    """The duties of the whole county are reckoned anew in the background."""
    rebuild_soon(county_id=request.user.county_id)
    messages.success(request, f"{words} {_('The duties are being reckoned anew; this takes a moment.')}")


@allow("plan.choose")
def choices(request: HttpRequest) -> HttpResponse:
    county_id, today = request.user.county_id, clock.today()
    only = request.GET.get("only", "local")
    lines = choosing.list_figures(county_id=county_id, today=today, only=only)
    still_open = len(choosing.list_figures(county_id=county_id, today=today, only="open"))
    adopted = choosing.list_adopted(county_id=county_id, today=today)
    context = {"lines": lines, "only": only, "still_open": still_open, "adopted": adopted, "today": today}
    return show(request, "web/choices.html", context)


@allow("plan.choose", methods=POST)
def choose(request: HttpRequest, pack_id: str, key: str) -> HttpResponse:
    """The county's own figure, where the text leaves it open."""
    pack, today = _local(pack_id, key), clock.today()
    form = Figure(request.POST or None, pack=pack, key=key, today=today)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("value", "from_on", "reason")}
        adopting.choose_figure(
            county=request.user.county, pack_id=pack_id, parameter=key, by=request.actor, at=clock.now(), **given
        )
        _changed(request, _("The figure is chosen."))
        return redirect("choices")
    parameter = pack.parameters[key]
    hint = parameter.latest.note or parameter.note or ""
    return _ask(request, form, parameter.title, "choices", pretitle=pack.title, hint=hint, button=_("Choose"))


def _local(pack_id: str, key: str) -> Pack:
    """The pack, when `key` is a figure that the county chooses; else 404."""
    pack = get_pack(pack_id)
    if pack is None or key not in pack.parameters or not pack.parameters[key].is_local:
        raise Http404
    return pack


@allow("plan.choose", methods=POST)
def adopt(request: HttpRequest) -> HttpResponse:
    form = forms.Adoption(request.POST or None, packs=plan_page.list_packs(), initial={"from_on": clock.today()})
    if form.is_valid():
        try:
            adopting.adopt_pack(county=request.user.county, by=request.actor, at=clock.now(), **form.cleaned_data)
        except adopting.PacksContradict as contradiction:
            for line in contradiction.what:
                form.add_error(None, _words_of(line))
        else:
            _changed(request, _("The plan is adopted."))
            return redirect("choices")
    return _ask(request, form, _("Adopt a plan"), "choices", button=_("Adopt"))


def _words_of(line: Contradiction) -> str:
    """What two plans say differently: the figures and clauses are theirs, the sentence is the page's."""
    sides = ((line.first, line.first_clauses), (line.second, line.second_clauses))
    first, second = (f"{figure} ({', '.join(clauses)})" for figure, clauses in sides)
    words = _("The two plans say different things under %(key)s: %(first)s, and %(second)s.")
    return words % {"key": line.key, "first": first, "second": second}


@allow("system.manage")
def calendars(request: HttpRequest) -> HttpResponse:
    """Which years are loaded, which are published, and the school terms."""
    county_id = request.user.county_id
    loaded = set(WorkingDay.objects.filter(county_id=county_id).values_list("day__year", flat=True).distinct())
    years = sorted(loaded | set(published_years()) | {clock.today().year, clock.today().year + 1})[-6:]
    lines = [(year, year in loaded, year in published_years()) for year in years]
    terms = Term.objects.filter(county_id=county_id).order_by("-begins_on")
    return show(request, "web/calendars.html", {"years": lines, "terms": terms, "form": forms.Term()})


@allow("system.manage", methods=("POST",))
def load_year(request: HttpRequest, year: int) -> HttpResponse:
    try:
        adopting.load_published_year(county=request.user.county, year=year)
    except adopting.NotPublished:
        messages.error(
            request, _("The working days of %(year)d are not published yet; nothing is guessed.") % {"year": year}
        )
    else:
        _changed(request, _("The working days of %(year)d are loaded.") % {"year": year})
    return redirect("calendars")


@allow("system.manage", methods=POST)
def new_term(request: HttpRequest) -> HttpResponse:
    form = forms.Term(request.POST or None)
    if form.is_valid():
        adopting.set_term(county=request.user.county, **form.cleaned_data)
        _changed(request, _("The term is entered."))
        return redirect("calendars")
    return _ask(request, form, _("School term"), "calendars")
