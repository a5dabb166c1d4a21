"""The mark on every view: who may come in. A check walks all addresses and refuses a view without a mark.

Order of the questions: is somebody logged in (else: login), has the password been changed and the second factor shown
(else: there), does any post give one of the rights (else 403), is it the right method (else 405). Whether the right
holds for this file `get_file` says: outside the scope the answer is 404, as for a file that is not there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from shouwang.access.operations import append_reading
from shouwang.access.scope import Actor
from shouwang.page import clock
from shouwang.page.uploads import Uploads
from shouwang.registry import queries as registry
from shouwang.registry.models import File, FileKind

View = Callable[..., HttpResponse]
GET, POST = ("GET", "HEAD"), ("GET", "HEAD", "POST")


@dataclass(frozen=True)
class Mark:
    """What a view asks for. `rights` empty: whoever is logged in. `is_public`: whoever comes."""

    rights: tuple[str, ...] = ()
    methods: tuple[str, ...] = GET
    is_public: bool = False
    is_doorway: bool = False  # may be reached before the password is changed and the second factor shown
    needs_second_factor: bool = False
    uploads: Uploads | None = None
    is_traceless: bool = False  # who opens it, or is turned away, is written down nowhere


def allow(
    *rights: str,
    methods: tuple[str, ...] = GET,
    doorway: bool = False,
    second_factor: bool = False,
    uploads: Uploads | None = None,
    traceless: bool = False,
) -> Any:
    """Mark a view: one of `rights` has to hold somewhere; without any, being logged in is enough."""
    return _marked(
        Mark(
            rights,
            methods,
            is_doorway=doorway,
            needs_second_factor=second_factor,
            uploads=uploads,
            is_traceless=traceless,
        )
    )


def public(*, methods: tuple[str, ...] = GET, uploads: Uploads | None = None, traceless: bool = False) -> Any:
    """Mark a view that needs no login."""
    return _marked(Mark(methods=methods, is_public=True, uploads=uploads, is_traceless=traceless))


def _marked(mark: Mark) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            refusal = None if mark.is_public else _refuse(request, mark)
            if refusal is None and request.method not in mark.methods:
                refusal = HttpResponseNotAllowed(mark.methods)
            return refusal or view(request, *args, **kwargs)

        guarded.mark = mark
        return guarded

    return decorate


def _refuse(request: HttpRequest, mark: Mark) -> HttpResponse | None:
    user = request.user
    if not user.is_authenticated:
        ended = {"ended": 1} if getattr(request, "has_session_ended", False) else {}
        return _send(request, settings.LOGIN_URL, {"next": _address(request), **ended})
    if user.must_change_password and not mark.is_doorway:
        return _send(request, reverse("password"), {})
    if lacks_second_factor(request, mark):
        return _send(request, reverse("second-factor"), {"next": _address(request)})
    if mark.rights and not any(map(request.scope.may, mark.rights)):
        raise PermissionDenied
    return None


def lacks_second_factor(request: HttpRequest, mark: Mark) -> bool:
    """Administrators always, others for exports: the session must have shown a one-time code."""
    if not settings.SECOND_FACTOR or mark.is_doorway:
        return False
    return (mark.needs_second_factor or request.user.kind != "business") and not request.user.is_verified()


def _address(request: HttpRequest) -> str:
    """Where to go on after the login: never repeat a post."""
    return request.get_full_path() if request.method == "GET" and not request.htmx else settings.LOGIN_REDIRECT_URL


def _send(request: HttpRequest, address: str, query: dict[str, Any]) -> HttpResponse:
    target = f"{address}?{urlencode(query)}" if query else address
    return HttpResponseClientRedirect(target) if request.htmx else redirect(target)


def get_file(request: HttpRequest, file_id: UUID, *rights: str, reading: str = "") -> File:
    """The file, when one of `rights` holds on it (default: reading it or its reduced view), else 404.

    With `reading` (the page's name) a look at a child's file, or at a case, is written down in the same transaction.
    """
    try:
        file = registry.get_file(scope=request.scope, file_id=file_id, rights=rights)
    except File.DoesNotExist as unknown:
        raise Http404 from unknown
    if reading and file.kind in (FileKind.CHILD, FileKind.CASE):
        note_reading(request, reading, file=file)
    return file


def note_reading(request: HttpRequest, what: str, *, file: File | None = None, **detail: Any) -> None:
    """Write down that somebody looked: at a file, at what was unveiled, at a download."""
    append_reading(
        by=actor_for(request, file, "child.read", "child.share", "case.read"),
        what=what,
        at=clock.now(),
        file_id=file.pk if file else None,
        address=request.META.get("REMOTE_ADDR"),
        detail=detail,
    )


def actor_for(request: HttpRequest, file: File | None, *rights: str) -> Actor:
    """Who acts on `file`, in the post that gives one of `rights` there."""
    grant = request.scope.grant_for(file, *rights) if file else None
    if grant is None:
        return request.actor
    actor = request.actor
    return Actor(actor.county_id, actor.user_id, grant.post_id, grant.office_id, actor.name)
