"""What the forms of a case choose from: offices where the case lies, and their people."""

from datetime import date
from typing import Any

from shouwang.access.models import User
from shouwang.access.scope import Scope
from shouwang.mechanisms.cases.queries.people import list_able_offices, list_offices_for, list_people
from shouwang.registry.models import File


def offices(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """Whoever could take part."""
    able = list_able_offices(file=file, today=today, right="case.join")
    return {"offices": able.exclude(pk__in=file.offices_taking_part)}


def asked(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """Whoever could be given a task."""
    return {"offices": list_able_offices(file=file, today=today, right="case.task")}


def holders(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """Whoever could hold the case, and their people."""
    able = list_able_offices(file=file, today=today, right="case.do")
    people = list_people(office_ids=able.values_list("pk", flat=True), today=today, rights={"case.do"})
    return {"offices": able, "people": User.objects.filter(pk__in=[user.pk for user in people]).order_by("name")}


def readers(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """Whoever reads cases in the offices where the case lies."""
    here = list_offices_for(file=file).values_list("pk", flat=True)
    people = list_people(office_ids=here, today=today, rights={"case.read", "case.join"})
    named = [user.pk for user in people if user.pk != scope.user_id]
    return {"people": User.objects.filter(pk__in=named).order_by("name")}
