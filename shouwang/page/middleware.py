"""What surrounds every view: clean text, the language, the end of sessions, the county's transaction, and headers."""

import json
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_cache_control

from shouwang.access.database import enter_county
from shouwang.access.queries import get_scope
from shouwang.access.refusing import note_refusal
from shouwang.access.scope import Actor
from shouwang.duties.kept import keeping
from shouwang.page import clock
from shouwang.page.uploads import Uploads, bound_uploads

Respond = Callable[[HttpRequest], HttpResponse]

READS = ("GET", "HEAD")
BEGAN, SEEN = "began_at", "seen_at"
_SEEN_EVERY = 60
"""Seconds: how often the last sign of life is written down."""


class Language:
    """Chinese, unless this browser has chosen English. What the browser prefers by itself does not count."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        return response


class CleanText:
    """Refuses NUL and lone surrogates with 422 before anything reads them: the database can hold neither.

    The first to read a form, before a transaction is open: so it asks the view how much a form may bring.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            bound_uploads(request, _bounds_of(request))
        if any(map(is_unclean, _texts(request))):
            return render(request, "422.html", status=422)
        return self.get_response(request)


def _bounds_of(request: HttpRequest) -> Uploads | None:
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return None
    return getattr(getattr(view, "mark", None), "uploads", None)


def is_unclean(text: str) -> bool:
    """Holds NUL or half of a surrogate pair."""
    return "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text)


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path_info
    for key, values in request.GET.lists():
        yield from (key, *values)
    if request.content_type == "application/json":
        yield from _json_texts(request.body)
    elif request.method == "POST":
        for key, values in request.POST.lists():
            yield from (key, *values)
        yield from (upload.name or "" for upload in request.FILES.values())


def _json_texts(body: bytes) -> Iterator[str]:
    """All texts of a JSON body; a body that is no JSON is the view's matter."""
    try:
        waiting = [json.loads(body or b"null")]
    except ValueError:
        return
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            waiting += [*part, *part.values()]
        elif isinstance(part, list):
            waiting += part


class SessionEnds:
    """A session ends after some time without a request, and after some hours in any case."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            moment = int(clock.now().timestamp())
            session = request.session
            began, seen = session.setdefault(BEGAN, moment), session.setdefault(SEEN, moment)
            if moment - seen > settings.SESSION_IDLE_SECONDS or moment - began > settings.SESSION_ABSOLUTE_SECONDS:
                logout(request)
                request.has_session_ended = True
            elif moment - seen >= _SEEN_EVERY:
                session[SEEN] = moment
        return self.get_response(request)


class InCounty:
    """One transaction around the view and the rendering of its template, inside which only one county's rows exist.

    Gives the request its `scope` and `actor`. Whatever the view raises rolls everything back, what was read included.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic(), keeping() if request.method in READS else nullcontext():
            self._enter(request)
            return self.get_response(request)

    def _enter(self, request: HttpRequest) -> None:
        user = request.user
        request.scope = request.actor = None
        if not user.is_authenticated:
            enter_county(None)
            return
        enter_county(user.county_id, user_id=user.pk)
        request.scope = get_scope(user=user, on=clock.today(), at=clock.now())
        request.actor = Actor.of(request.scope, name=user.name)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        transaction.set_rollback(True)


class Refusals:
    """Writes down who was turned away (403), and who asked for what is not there for them (404), in a transaction of its
    own: that of the request is rolled back. Outside `InCounty`."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        actor = getattr(request, "actor", None)
        if response.status_code in (403, 404) and actor is not None and not _is_traceless(request):
            page, tried = _name_of(request)
            with transaction.atomic():
                enter_county(actor.county_id, user_id=actor.user_id)
                note_refusal(by=actor, page=page, status=response.status_code, tried=tried, at=clock.now())
        return response


def _is_traceless(request: HttpRequest) -> bool:
    mark = getattr(getattr(request.resolver_match, "func", None), "mark", None)
    return bool(getattr(mark, "is_traceless", False))


def _name_of(request: HttpRequest) -> tuple[str, str]:
    """The name of the address and the first key in it; both empty where no page has this address."""
    match = request.resolver_match
    if match is None:
        return "", ""
    keys = [str(value) for value in match.kwargs.values() if isinstance(value, UUID | int)]
    return match.view_name, keys[0] if keys else ""


class Headers:
    """Nothing of these pages may be kept by a browser or a proxy, framed, or call another host."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(self)")
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True, private=True)
        return response
