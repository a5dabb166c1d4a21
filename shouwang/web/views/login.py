"""In and out: login, lockout, password, second factor, language."""

from datetime import timedelta
from typing import Any

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from shouwang.access.database import enter_county
from shouwang.page import clock
from shouwang.page.guard import POST, allow, public
from shouwang.page.middleware import BEGAN, SEEN
from shouwang.page.returning import back_to
from shouwang.web import forms, operations


@public(methods=POST)
def login(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(back_to(request, settings.LOGIN_REDIRECT_URL))
    form = forms.Login(request.POST or None)
    if form.is_valid():
        user = auth.authenticate(request, **form.cleaned_data)
        if user is not None:
            _enter(request, user)
            return redirect(back_to(request, settings.LOGIN_REDIRECT_URL))
        form.add_error(
            None, _("Account and password do not belong together. Mind capitals; several failures lock the account.")
        )
    context = {"form": form, "next": back_to(request, ""), "has_ended": "ended" in request.GET}
    return render(request, "web/login.html", context, status=422 if form.errors else 200)


def _enter(request: HttpRequest, user: Any) -> None:
    auth.login(request, user)
    moment = clock.now()
    request.session[BEGAN] = request.session[SEEN] = int(moment.timestamp())
    enter_county(user.county_id)
    address, agent = request.META.get("REMOTE_ADDR"), request.META.get("HTTP_USER_AGENT", "")
    key = request.session.session_key
    operations.note_sign_in(user=user, session_key=key, at=moment, address=address, agent=agent)


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None, *args: Any) -> HttpResponse:
    """Too many failures: says when to try again."""
    username = request.POST.get("username", "")
    last = AccessAttempt.objects.filter(username=username).order_by("-attempt_time").first()
    until = localtime(last.attempt_time) + (get_cool_off(request) or timedelta()) if last else None
    context = {"form": forms.Login(), "locked_until": time_format(until, "H:i") if until else ""}
    return render(request, "web/login.html", context, status=429)


@allow(methods=("POST",), doorway=True)
def logout(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    messages.success(request, _("You are logged out."))
    return redirect(settings.LOGOUT_REDIRECT_URL)


@allow(methods=POST, doorway=True)
def password(request: HttpRequest) -> HttpResponse:
    form = forms.Password(request.POST or None, user=request.user)
    if form.is_valid():
        key = request.session.session_key
        user = operations.change_password(
            user=request.user, new=form.cleaned_data["new"], at=clock.now(), keep_session=key
        )
        auth.update_session_auth_hash(request, user)
        messages.success(request, _("Your password is changed."))
        return redirect("today")
    return render(request, "web/password.html", {"form": form}, status=422 if form.errors else 200)


@allow(methods=POST, doorway=True)
def second_factor(request: HttpRequest) -> HttpResponse:
    device = operations.get_device(user=request.user)
    form = forms.Code(request.POST or None)
    if form.is_valid():
        try:
            operations.show_code(request=request, device=device, code=form.cleaned_data["code"])
        except operations.CodeRefused:
            form.add_error("code", _("The code is wrong or used up. Wait for the next one and type it."))
        else:
            return redirect(back_to(request, settings.LOGIN_REDIRECT_URL))
    context = {"form": form, "device": device, "next": back_to(request, "")}
    return render(request, "web/second_factor.html", context, status=422 if form.errors else 200)


@public(methods=("POST",))
def language(request: HttpRequest) -> HttpResponse:
    response = redirect(back_to(request, settings.LOGIN_REDIRECT_URL))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        operations.choose_language(user=request.user, language=chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 24 * 3600, samesite="Lax", httponly=True
        )
    return response
