"""What a worker reads before it takes its first request, so that nobody waits for it: plans, addresses, templates."""

import gc
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.urls import resolve
from django.utils import translation

from shouwang.policy.vocabulary import vocabulary
from shouwang.web.menu import list_shortcuts
from shouwang.web.plan_page import list_packs

ROOMS = ("page", "web")


def warm_up() -> None:
    """A few seconds, once a process. What is read here stays, so the collector of garbage need not walk it again."""
    list_packs()
    vocabulary()
    resolve("/")
    list_shortcuts([])
    for room in ROOMS:
        folder = Path(settings.BASE_DIR) / "shouwang" / room / "templates"
        for path in folder.rglob("*.html"):
            get_template(path.relative_to(folder).as_posix())
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("Today")
    gc.collect()
    gc.freeze()
