"""What the pages show of assessments and help, and what the forms need to know."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from shouwang.access.scope import Scope
from shouwang.mechanisms.assessment.models import RATING
from shouwang.mechanisms.assessment.queries import list_assessments, list_services
from shouwang.mechanisms.assessment.questionnaire import STARTING, list_answered
from shouwang.page.plan_lists import lists
from shouwang.registry.models import File, FileKind, Questionnaire
from shouwang.registry.questionnaires import list_questionnaires


def assessment_panel(file: File, scope: Scope, today: date) -> dict[str, Any] | None:
    """The assessments with their points or ratings in words and the questions as they were asked, and a case's services."""
    found = list(list_assessments(file=file)[:5])
    for one in found:
        every = [(part["name"], _weight(part)) for part in one.dimensions]
        one.weighed = [(name, weight) for name, weight in every if weight]
        answers = json.loads(one.answers or "{}")
        one.answered = list_answered(one.questionnaire.items, answers) if one.questionnaire else []
    services = list(list_services(file=file))
    return None if is_empty(file, found, services) else {"assessments": found, "services": services}


def is_empty(file: File, *shown: object) -> bool:
    """A case's page has no room for what is not there; a child's says that nothing was done yet."""
    return file.kind == FileKind.CASE and not any(shown)


def _weight(part: Mapping[str, Any]) -> str:
    if "points" in part:
        return _("%(points)s of %(most)s points") % part
    return dict(RATING).get(part.get("rating", ""), "")


def assessment_form(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """The plan's dimensions, and every version of the questionnaire; the starting one where the county has none."""
    versions = list(list_questionnaires(county_id=file.county_id, purpose="child"))
    first = Questionnaire(county_id=file.county_id, purpose="child", in_use_from=today, **STARTING)
    return lists(dimensions="assessment.dimensions")(file, scope, today) | {"questionnaires": versions or [first]}


def services_here(file: File, scope: Scope, today: date) -> dict[str, Any]:
    return {"services": list_services(file=file)}
