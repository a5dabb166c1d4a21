"""How the county numbers its papers (civil affairs): what stands before the year."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shouwang.exchange.papers.numbering import NoPrefix, PrefixTaken, list_prefixes, number_words, set_prefix
from shouwang.page import clock
from shouwang.page.guard import POST, allow
from shouwang.page.rendering import show
from shouwang.page.words import document_words
from shouwang.web.forms import PaperPrefix


@allow("plan.choose", methods=POST)
def paper_prefixes(request: HttpRequest) -> HttpResponse:
    """The county's own prefixes, and one more or another one."""
    county, form = request.user.county, PaperPrefix(request.POST or None)
    if form.is_valid() and _set(request, form):
        messages.success(request, _("From now on papers of this kind are numbered so."))
        return redirect("paper-prefixes")
    own, year = list_prefixes(county=county), clock.today().year
    lines = [(document_words(kind), number_words(prefix, year, 1)) for kind, prefix in own.items()]
    context = {"form": form, "lines": lines}
    return show(request, "web/paper_prefixes.html", context, status=422 if form.is_bound else 200)


def _set(request: HttpRequest, form: Any) -> bool:
    given = {"by": request.actor, "county": request.user.county, "on": clock.today(), "at": clock.now()}
    try:
        set_prefix(kind=form.cleaned_data["paper"], prefix=form.cleaned_data["prefix"], **given)
    except NoPrefix:
        form.add_error("prefix", _("One to twenty characters, without brackets: the year stands in those."))
    except PrefixTaken:
        form.add_error("prefix", _("Another kind of paper is numbered so. Two papers would bear one number."))
    return not form.errors
