"""What is asked of an office: given, done, or returned with an answer. The office sees what to do, never why."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Event, Office
from shouwang.access.scope import Actor
from shouwang.duties.operations import record_case_event
from shouwang.mechanisms.cases.operations.telling import READERS, tell_offices, tell_people
from shouwang.registry.models import CaseTask, File


class AlreadyAnswered(Exception):
    """The task was done or returned by now."""


@transaction.atomic
def give_task(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    office: Office,
    what: str,
    due_on: date | None = None,
    names_child: bool = False,
    note: str = "",
    **step: Any,
) -> Event:
    """`what` is all that the office reads. With `names_child` it is told for whom."""
    detail = {"office": office.name, "what": what, "note": note}
    event = record_case_event(
        by=by, file=file, what="cases.task_given", on=on, at=at, today=today, detail=detail, **step
    )
    task = CaseTask.objects.create(
        county_id=file.county_id,
        file=file,
        office=office,
        what=what,
        due_on=due_on,
        given_by_id=by.user_id,
        given_office_id=by.office_id,
        given_at=at,
        child_file_id=file.case.child_file_id if names_child else None,
    )
    told = {"link": f"/cases/tasks/{task.pk}/", "once_key": f"task:{task.pk}", "today": today, "at": at}
    tell_offices(office_ids=[office.pk], rights={"case.task"}, subject=_("A task was given to your office"), **told)
    return event


@transaction.atomic
def answer_task(*, by: Actor, task: CaseTask, is_done: bool, answer: str, today: date, at: datetime) -> Event:
    """Done, or returned with the reason why it cannot be. Raises AlreadyAnswered, FileClosed."""
    task = (
        CaseTask.objects.select_for_update(of=("self",))
        .select_related("file__case", "given_by")
        .get(county_id=task.county_id, pk=task.pk)
    )
    if task.state != "open":
        raise AlreadyAnswered
    task.state, task.answer = ("done" if is_done else "returned"), answer
    task.answered_by_id, task.answered_at = by.user_id, at
    task.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    file = task.file
    detail = {"what": task.what, "state": task.state, "answer": answer}
    event = record_case_event(
        by=by, file=file, what="cases.task_done", on=today, at=at, today=today, detail=detail, is_after_closing=True
    )
    words = _("Task done on case %(number)s") if is_done else _("Task returned on case %(number)s")
    given = {
        "subject": words,
        "about": {"number": file.number},
        "link": f"/cases/{file.pk}/",
        "once_key": f"answer:{task.pk}",
    }
    if task.given_by_id:
        tell_people(people=[task.given_by], at=at, urgent=not is_done, **given)
    elif task.given_office_id:
        tell_offices(office_ids=[task.given_office_id], rights=READERS, today=today, at=at, **given)
    return event
