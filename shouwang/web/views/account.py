"""The own account: sessions, password, messages."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shouwang.duties.queries import list_messages
from shouwang.page import clock
from shouwang.page.guard import allow
from shouwang.page.lists import page_of
from shouwang.page.rendering import show
from shouwang.web import operations
from shouwang.web.models import SignIn


@allow()
def account(request: HttpRequest) -> HttpResponse:
    user = request.user
    sign_ins = SignIn.objects.filter(county_id=user.county_id, user=user).order_by("-began_at")
    return show(request, "web/account.html", {"sign_ins": sign_ins, "here": request.session.session_key})


@allow(methods=("POST",))
def end_session(request: HttpRequest, sign_in_id: UUID) -> HttpResponse:
    sign_in = SignIn.objects.filter(county_id=request.user.county_id, user=request.user, pk=sign_in_id).first()
    if sign_in is None:
        raise Http404
    operations.end_sign_in(user=request.user, sign_in=sign_in)
    messages.success(request, _("That session is ended."))
    return redirect("account")


@allow()
def inbox(request: HttpRequest) -> HttpResponse:
    rows = list_messages(county_id=request.user.county_id, user_id=request.user.pk)
    return show(request, "web/messages.html", {"rows": page_of(rows, request, order=("-made_at", "-id"), size=30)})


@allow(methods=("POST",))
def read_all(request: HttpRequest) -> HttpResponse:
    unread = list_messages(county_id=request.user.county_id, user_id=request.user.pk).filter(read_at__isnull=True)
    unread.update(read_at=clock.now())
    return redirect("messages")
