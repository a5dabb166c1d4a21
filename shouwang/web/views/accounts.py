"""The security administrator: accounts, posts, offices and what they answer for."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.access.models import Jurisdiction, Office, User
from shouwang.access.queries import list_posts
from shouwang.duties.handing_over import OpenWorkRemains
from shouwang.duties.models import HandOver
from shouwang.page import clock
from shouwang.page.guard import POST, allow
from shouwang.page.lists import page_of
from shouwang.page.rendering import show
from shouwang.web import administration
from shouwang.web import administration_forms as forms
from shouwang.web.queries import list_regions

ONLY = "account.manage"


def _here(request: HttpRequest) -> dict[str, Any]:
    """Who acts, and when."""
    return {"by": request.actor, "at": clock.now()}


def _get_user(request: HttpRequest, user_id: UUID) -> User:
    return get_object_or_404(User, county_id=request.user.county_id, pk=user_id)


def _ask(request: HttpRequest, form: Any, heading: str, back: str, **more: Any) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back, **more}
    return show(request, "web/form_page.html", context, status=422 if form.is_bound else 200)


@allow(ONLY)
def accounts(request: HttpRequest) -> HttpResponse:
    text, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    found = User.objects.filter(county_id=request.user.county_id)
    if text:
        found = found.filter(Q(name__contains=text) | Q(username__startswith=text))
    if kind in forms.KINDS:
        found = found.filter(kind=kind)
    rows = page_of(found.prefetch_related("posts__office"), request, order=("username", "id"))
    return show(
        request, "web/accounts.html", {"rows": rows, "text": text, "kinds": forms.KINDS, "today": clock.today()}
    )


@allow(ONLY, methods=POST)
def new_account(request: HttpRequest) -> HttpResponse:
    form = forms.Account(request.POST or None)
    if form.is_valid():
        try:
            user, password = administration.create_account(
                county=request.user.county, **form.cleaned_data, **_here(request)
            )
        except administration.NameTaken:
            form.add_error("username", _("This account name is taken. Choose another."))
        else:
            return _tell_password(request, user, password)
    return _ask(request, form, _("New account"), reverse("accounts"))


def _tell_password(request: HttpRequest, user: User, password: str) -> HttpResponse:
    """The first password is shown this once and stands nowhere."""
    return show(request, "web/first_password.html", {"account": user, "password": password})


@allow(ONLY)
def account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    user = _get_user(request, user_id)
    posts = user.posts.select_related("office", "region").order_by("-from_on")
    running = set(list_posts(user=user, on=clock.today()).values_list("pk", flat=True))
    overs = HandOver.objects.filter(county_id=user.county_id, giver__user=user).order_by("-begun_at")
    context = {"account": user, "posts": posts, "running": running, "hand_overs": overs, "reason": forms.Reason()}
    return show(request, "web/account_admin.html", context)


@allow(ONLY, methods=POST)
def new_post(request: HttpRequest, user_id: UUID) -> HttpResponse:
    user, county = _get_user(request, user_id), request.user.county
    offices = Office.objects.filter(county=county, closed_on=None).order_by("name")
    places = {"offices": offices, "regions": list_regions(county)}
    form = forms.Post(request.POST or None, kind=user.kind, initial={"from_on": clock.today()}, **places)
    if form.is_valid():
        administration.give_post(user=user, **form.cleaned_data, **_here(request))
        messages.success(request, _("The post is given."))
        return redirect("account-admin", user.pk)
    return _ask(request, form, _("New post"), reverse("account-admin", args=[user.pk]), pretitle=user.name)


@allow(ONLY, methods=("POST",))
def reset_password(request: HttpRequest, user_id: UUID) -> HttpResponse:
    user = _get_user(request, user_id)
    return _tell_password(request, user, administration.reset_password(user=user, **_here(request)))


@allow(ONLY, methods=("POST",))
def unlock(request: HttpRequest, user_id: UUID) -> HttpResponse:
    user = _get_user(request, user_id)
    administration.unlock(user=user, **_here(request))
    messages.success(request, _("The account may log in again."))
    return redirect("account-admin", user.pk)


@allow(ONLY, methods=("POST",))
def close(request: HttpRequest, user_id: UUID) -> HttpResponse:
    user = _get_user(request, user_id)
    try:
        administration.close(user=user, **_here(request))
    except OpenWorkRemains as remains:
        words = _(
            "The account cannot be closed: %(count)d files and duties have no other holder yet. Hand them over first."
        )
        messages.error(request, words % {"count": remains.count})
    else:
        messages.success(request, _("The account is closed."))
    return redirect("account-admin", user.pk)


@allow(ONLY)
def offices(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    found = Office.objects.filter(county_id=request.user.county_id, name__contains=text)
    rows = page_of(
        found.select_related("region__parent").prefetch_related(
            Prefetch("jurisdictions", Jurisdiction.objects.standing())
        ),
        request,
        order=("name", "id"),
    )
    return show(request, "web/offices.html", {"rows": rows, "text": text})


@allow(ONLY, methods=POST)
def new_office(request: HttpRequest) -> HttpResponse:
    form = forms.OfficeForm(request.POST or None, regions=list_regions(request.user.county))
    if form.is_valid():
        made = administration.found_office(county=request.user.county, **form.cleaned_data, **_here(request))
        messages.success(request, _("The office is opened."))
        return redirect("office", made.pk)
    return _ask(request, form, _("New office"), reverse("offices"))


@allow(ONLY, methods=POST)
def office(request: HttpRequest, office_id: UUID) -> HttpResponse:
    """An office, its people, and what it answers for where."""
    found = get_object_or_404(Office, county_id=request.user.county_id, pk=office_id)
    form = forms.JurisdictionForm(request.POST or None, regions=list_regions(request.user.county))
    if form.is_valid():
        administration.give_jurisdiction(office=found, **form.cleaned_data, **_here(request))
        return redirect("office", found.pk)
    rows = (
        Jurisdiction.objects.standing()
        .filter(office=found)
        .select_related("region__parent")
        .order_by("function", "region__path")
    )
    posts = found.posts.select_related("user").order_by("-from_on")
    return show(request, "web/office.html", {"office": found, "rows": rows, "posts": posts, "form": form})


@allow(ONLY, methods=("POST",))
def take_jurisdiction(request: HttpRequest, jurisdiction_id: int) -> HttpResponse:
    row = get_object_or_404(Jurisdiction.objects.standing(), county_id=request.user.county_id, pk=jurisdiction_id)
    administration.take_jurisdiction(jurisdiction=row, **_here(request))
    return redirect("office", row.office_id)
