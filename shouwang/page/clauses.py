"""A clause on a page, folded: many duties of a page, and of every page, come from the same few."""

from functools import lru_cache

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


@lru_cache(maxsize=8192)
def draw_clause(clause_id: str, pack: str, language: str | None) -> SafeString:
    """Its number, which opens its words in place. `language` is the one that is spoken now."""
    address = reverse("clause", args=[clause_id]) + (f"?pack={pack}" if pack else "")
    return format_html(
        '<details class="clause"><summary>{}</summary>'
        '<div class="clause-words" hx-get="{}" hx-trigger="toggle from:closest details once">{}</div></details>',
        clause_id, address, _("Loading ..."),
    )  # fmt: skip
