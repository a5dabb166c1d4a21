"""What the frame of every page shows: menu, county, day, unread messages."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from shouwang.duties.queries import list_messages
from shouwang.page import clock
from shouwang.web.menu import list_entries, list_shortcuts


def shell(request: HttpRequest) -> dict[str, Any]:
    """Empty for whoever is not logged in, or not yet past the doorway (password, second factor)."""
    if getattr(request, "scope", None) is None or request.user.must_change_password:
        return {"shell": None}
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> dict[str, Any]:
    entries = list_entries(request)
    user = request.user
    return {
        "county": user.county,
        "menu": entries,
        "shortcuts": list_shortcuts(entries),
        "today": clock.today(),
        "moment": clock.now(),
        "may_search": request.scope.may("child.read") or request.scope.may("child.share"),
        "unread": list_messages(county_id=user.county_id, user_id=user.pk).filter(read_at__isnull=True).count(),
    }
