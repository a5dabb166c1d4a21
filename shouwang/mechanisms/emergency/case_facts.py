"""Which facts of the case a step brings: {case fact: value} from the form's cleaned fields. No answer changes nothing."""

from collections.abc import Mapping
from typing import Any

from shouwang.page.case_facts import same
from shouwang.registry.models.case import CIRCUMSTANCES

Fields = Mapping[str, Any]
Facts = dict[str, Any]
ACCEPTED = tuple(f"case.{name}" for name in (*CIRCUMSTANCES, "dangerous"))


def accepted(fields: Fields) -> Facts:
    """What the police do not tick is said not to be so: the plan's branches need an answer."""
    seen = set(fields["circumstances"])
    found = {f"case.{name}": name in seen for name in CIRCUMSTANCES}
    return found | same("dangerous", stage="accepted")(fields)


def on_site(fields: Fields) -> Facts:
    seen = {"case.child_seen_on": fields["on"]} if fields["is_child_seen"] else {}
    return seen | same("dangerous")(fields)


def parents_tried(fields: Fields) -> Facts:
    """Once reached they stay reached, an attempt without answer says no more than that; until somebody says that they
    are lost again. Then they are not back either, and the plan's way begins anew."""
    if fields["result"] == "lost":
        return {"case.parents_reached": False, "case.parents_back": False}
    return {"case.parents_reached": True} if fields["result"] in ("reached", "refused") else {}


def child_settled(fields: Fields) -> Facts:
    with_whom = fields["with_whom"]
    found: Facts = {"case.child_safe": True}
    if with_whom in ("father", "mother"):
        found |= {"case.parents_back": True, "case.parents_reached": True}
    if with_whom == "carer":
        found |= {"case.carer_named": True}
    if fields["is_child_seen"]:
        found |= {"case.child_seen_on": fields["on"]}
    return found
