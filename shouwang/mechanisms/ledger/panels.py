"""What the ledger shows on a file's page, and what its forms need to know."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied

from shouwang.access.scope import Scope
from shouwang.duties.plan import list_pack_items
from shouwang.mechanisms.ledger.queries.eligibility import list_answers
from shouwang.mechanisms.ledger.queries.present import (
    PRIORITY_LISTS,
    get_present,
    list_priority_keys,
)
from shouwang.mechanisms.ledger.queries.surveys import list_surveys_of
from shouwang.mechanisms.ledger.queries.transfers import list_of_file, list_other_counties
from shouwang.page.plan_lists import lists
from shouwang.registry.models import File
from shouwang.registry.queries import get_unit_facts


def present_facts(file: File, scope: Scope, today: date) -> dict[str, Any]:
    return {"present": get_present(file=file)}


def category_words(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """The plan's categories. They tell of health and family, so the reduced view does not get them."""
    if scope.grant_for(file, "child.read") is None:
        raise PermissionDenied
    find = lists(told="ledger.priority_copied_to")(file, scope, today)
    items = list_pack_items(county_id=file.county_id, on=today, keys=PRIORITY_LISTS)
    return {"lists": {**find["lists"], "categories": items}}


def present_categories(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """What was set before, and what the facts show now."""
    shown = list_priority_keys(file=file, today=today)
    return {"categories": [*dict.fromkeys([*file.child.categories, *shown])]}


def present_school(file: File, scope: Scope, today: date) -> dict[str, Any]:
    return {"class_name": file.child.class_name or "", "boarding": file.child.boarding}


def children_listed(file: File, scope: Scope, today: date) -> dict[str, Any]:
    return {"children": get_unit_facts(file=file)["unit.children"]}


def eligibility_panel(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """What each adopted pack answers, by which clauses, and which facts it still asks for."""
    return {"told": list_answers(file=file, today=today), "file": file}


def versions_panel(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """Only the way to the versions: they are read when somebody asks."""
    return {"file": file}


def survey_panel(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """The surveys of a village, the last one first."""
    return {"surveys": list_surveys_of(file=file)}


def transfer_panel(file: File, scope: Scope, today: date) -> dict[str, Any] | None:
    """Its ways to other counties and from them; nothing where it never went one."""
    transfers = list(list_of_file(file=file))
    return {"transfers": transfers} if transfers else None


def other_counties(file: File, scope: Scope, today: date) -> dict[str, Any]:
    return {"counties": list_other_counties(county_id=file.county_id)}
