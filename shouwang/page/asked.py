"""Who may do an act on a file: by a right on it; or, on a case of which one sees nothing, because the own office owes it."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest

from shouwang.access.scope import Grant, Scope
from shouwang.duties.queries import list_owed_on
from shouwang.page import clock
from shouwang.page.duty_rows import rule_of
from shouwang.page.guard import get_file
from shouwang.page.mechanism import Act
from shouwang.registry.models import CaseTask, File, FileKind


def get_file_to_act(request: HttpRequest, file_id: UUID, act: Act, *, reading: str = "") -> File:
    """The file when this post may do the act on it, else 404."""
    rights = sorted({act.right_on(kind) for kind in act.about})
    try:
        return get_file(request, file_id, *rights, reading=reading)
    except Http404:
        case = File.objects.filter(county_id=request.scope.county_id, kind=FileKind.CASE, withdrawn_at=None, pk=file_id)
        file = case.select_related("case", "village", "township", "school", "county").first()
        if file is None or _asked(request.scope, file, act.event, clock.today()) is None:
            raise
    return file


def grant_to_act(*, scope: Scope, file: File, act: Act, today: date) -> Grant | None:
    """The post in which the act is done: the one that has the right, else the one whose office was asked."""
    grant = scope.grant_for(file, act.right_on(file.kind))
    return grant or (_asked(scope, file, act.event, today) if file.kind == FileKind.CASE else None)


def _asked(scope: Scope, file: File, event: str, today: date) -> Grant | None:
    grants = {grant.office_id: grant for grant in scope.grants if "case.task" in grant.rights}
    owed = list_owed_on(file=file, office_ids=grants, today=today)
    offices = {duty.office_id for duty in owed if (rule := rule_of(duty)) and event in {*rule.done_by, rule.act}}
    tasks = CaseTask.objects.filter(
        county_id=file.county_id, file=file, office__in=list(grants), state="open", act=event
    )
    offices.update(tasks.values_list("office_id", flat=True))
    return next((grants[office_id] for office_id in sorted(offices)), None)
