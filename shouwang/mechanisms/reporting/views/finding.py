"""A report or unit by its address: outside what the post sends, signs for or has copies of, it is not there."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from shouwang.mechanisms.reporting import queries
from shouwang.mechanisms.reporting.models import Submission
from shouwang.mechanisms.reporting.summary import EVERYTHING
from shouwang.mechanisms.reporting.wording import column_words, group_words
from shouwang.registry.models import File

ANY = (queries.SEND, queries.RECEIVE)


def find_unit(request: HttpRequest, unit_id: UUID) -> File:
    """A unit whose report the post sends."""
    try:
        return queries.get_unit(scope=request.scope, unit_id=unit_id)
    except File.DoesNotExist as unknown:
        raise Http404 from unknown


def find_readable_unit(request: HttpRequest, unit_id: UUID) -> File:
    """A unit whose figures the post may open."""
    try:
        return queries.get_receiving_unit(scope=request.scope, unit_id=unit_id)
    except File.DoesNotExist as unknown:
        raise Http404 from unknown


def find_submission(request: HttpRequest, submission_id: UUID) -> Submission:
    try:
        return queries.get_submission(scope=request.scope, submission_id=submission_id)
    except Submission.DoesNotExist as unknown:
        raise Http404 from unknown


def find_answerable(request: HttpRequest, submission_id: UUID) -> Submission:
    """A report that the post signs for: never its own."""
    found = find_submission(request, submission_id)
    is_mine = found.office_id in request.scope.office_ids
    level = "township" if found.unit.kind == "village" else "civil_affairs"
    if is_mine or level not in request.scope.functions:
        raise Http404
    return found


def tell_figures(figures: dict[str, Any], columns: frozenset[int]) -> dict[str, Any]:
    """What the template of figures shows: (number, title, value) of the columns told, and what was not collected."""
    values = figures["columns"]
    gaps = figures["uncollected"].items() if columns == EVERYTHING else ()
    return {
        "figures": [(number, column_words(number), values[number - 1]) for number in sorted(columns)],
        "uncollected": [(key, group_words(key), count) for key, count in gaps if count],
        "is_cut": columns != EVERYTHING,
    }
