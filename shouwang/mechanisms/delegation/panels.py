"""What the file's page shows of delegations, and what the forms need to know."""

from datetime import date
from typing import Any

from shouwang.access.scope import Scope
from shouwang.mechanisms.delegation import queries
from shouwang.mechanisms.delegation.questionnaire import STARTING
from shouwang.registry.models import File, Questionnaire
from shouwang.registry.questionnaires import list_questionnaires

_SHOWN = ("file", "relation", "state", "from_on", "until_on", "ended_because", "ended_on", "carer__name")


def delegation_panel(file: File, scope: Scope, today: date) -> dict[str, Any]:
    agreements = file.agreements.filter(county_id=file.county_id).select_related("carer").only(*_SHOWN)
    return {
        "agreements": agreements.order_by("-id"),
        "assessments": queries.list_assessments(county_id=file.county_id, file_id=file.pk),
        "today": today,
    }


def assessment_form(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """Every version of the questionnaire; the starting one where the county has loaded none."""
    versions = list(list_questionnaires(county_id=file.county_id, purpose="carer"))
    first = Questionnaire(county_id=file.county_id, purpose="carer", in_use_from=today, **STARTING)
    return {"questionnaires": versions or [first]}


def agreement_terms(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """First words for an agreement, to be changed by hand."""
    return {
        "from_on": today,
        "rights": "了解子女生活、学习、心理状况，随时与子女联系、见面；受托人就照护事项提出建议。",
        "responsibilities": "父母仍为法定监护人，按月支付抚养费用，每周至少联系一次；受托人妥善照护，保障人身安全。",
        "obligations": "受托人不得虐待、忽视、转托；发现生病、辍学、受伤害等情况立即告知父母和村（居）民委员会。",
    }
