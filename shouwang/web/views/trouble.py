"""What is shown when something goes wrong: what it is, and what to do. Never a trace, never a query."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from psycopg_pool import PoolTimeout

GONE = (OperationalError, InterfaceError, PoolTimeout)


def _show(request: HttpRequest, status: int) -> HttpResponse:
    # Rendered without a request: no session, no user, no database.
    return render(None, f"{status}.html", status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _show(request, 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _show(request, 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _show(request, 404)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(None, "403_csrf.html", status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """500; or 503 when it was the database that did not answer."""
    trouble = sys.exc_info()[1]
    seen = set()
    while trouble is not None and id(trouble) not in seen:
        if isinstance(trouble, GONE):
            return _show(request, 503)
        seen.add(id(trouble))
        trouble = trouble.__cause__ or trouble.__context__
    return _show(request, 500)
