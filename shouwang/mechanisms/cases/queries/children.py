"""Whose case it may be: the children that are like what is known, and those of that name within one's places."""

from collections.abc import Mapping
from typing import Any

from shouwang.access.scope import Scope
from shouwang.registry.alike import list_alike, record_of_facts
from shouwang.registry.models import File
from shouwang.registry.queries import search_files

MOST = 10


def list_children(*, scope: Scope, case: File, known: Mapping[str, Any]) -> list[dict[str, Any]]:
    """`{file, match, is_readable}`, the likeliest first; who is there by the name alone has no `match`.

    `known` is what the form asks: name, born_on, citizen_id. Often a name is all that anybody has, and it is enough to look.
    """
    typed = record_of_facts(facts={f"child.{key}": value for key, value in known.items()}, village=case.village)
    alike = list_alike(scope=scope, typed=typed, most=MOST)
    others = search_files(scope=scope, text=known["name"]).exclude(pk__in=[one.file.pk for one in alike])
    named = others.select_related("person", "village", "township").order_by("name", "number")[:MOST]
    found = [{"file": one.file, "match": one.match, "is_readable": one.is_readable} for one in alike]
    return [*found, *({"file": file, "match": None, "is_readable": True} for file in named)]
