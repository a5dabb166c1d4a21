"""What the frame of every page shows: menu, county, day, unread messages."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from shouwang.duties.queries import list_messages
from shouwang.page import clock
from shouwang.web.menu import draw_menu

MANY = 99
"""How far unread messages are counted."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Empty for whoever is not logged in, or not yet past the doorway (password, second factor)."""
    if getattr(request, "scope", None) is None or request.user.must_change_password:
        return {"shell": None}
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> dict[str, Any]:
    user = request.user
    drawn = draw_menu(rights=request.scope.rights, path=request.path, county=user.county.name, language=get_language())
    return {
        "menu": drawn.menu,
        "shortcuts": drawn.shortcuts,
        "today": clock.today(),
        "moment": clock.now(),
        "may_search": request.scope.may("child.read") or request.scope.may("child.share"),
        "unread": list_messages(county_id=user.county_id, user_id=user.pk)
        .filter(read_at__isnull=True)[: MANY + 1]
        .count(),
    }
