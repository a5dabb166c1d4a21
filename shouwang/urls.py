"""All addresses. A room brings its own `urls.py`; here each stands in one line, and a mechanism brings its own line."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from shouwang.mechanisms.mandatory_report.views.public import door

_MECHANISMS = [word for word in settings.MECHANISMS if find_spec(f"shouwang.mechanisms.{word}")]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("shouwang.page.urls")),
    path("", include("shouwang.web.urls")),
    path("report/", door, name="report"),  # short enough for a poster, or to be said on the phone
    *(
        path(f"{word}/", include(f"shouwang.mechanisms.{word}.urls"))
        for word in _MECHANISMS
        if find_spec(f"shouwang.mechanisms.{word}.urls")
    ),
]

handler400 = "shouwang.web.views.trouble.bad_request"
handler403 = "shouwang.web.views.trouble.forbidden"
handler404 = "shouwang.web.views.trouble.not_found"
handler500 = "shouwang.web.views.trouble.failed"
