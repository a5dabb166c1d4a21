"""What a case's page shows of the reports that opened it: never who made them."""

from datetime import date, datetime
from typing import Any

from django.utils.timezone import get_current_timezone

from shouwang.access.scope import Scope
from shouwang.mechanisms.mandatory_report.models import Report
from shouwang.mechanisms.mandatory_report.queries.alike import list_alike
from shouwang.mechanisms.mandatory_report.queries.joined import list_reports
from shouwang.mechanisms.mandatory_report.queries.looking_back import list_units
from shouwang.mechanisms.mandatory_report.queries.plan import get_hours_allowed, list_circumstances
from shouwang.registry.models import File


def report_panel(file: File, scope: Scope, today: date) -> dict[str, Any] | None:
    """The reports of the case in words, others that may be about the same child, and where to look back."""
    names = {item.key: item.name for item in list_circumstances(county_id=file.county_id, on=today)}
    reports = list_reports(file=file)
    if not reports and not file.case.confirmed:
        return None
    allowed = get_hours_allowed(county_id=file.county_id, on=today)
    for report in reports:
        report.named = [names.get(key, key) for key in report.circumstances]
        report.hours = count_hours(report)
        report.is_late = allowed is not None and report.hours is not None and report.hours > allowed
    return {
        "reports": reports,
        "alike": list_alike(file=file, scope=scope, reports=reports),
        "may_unveil": scope.grant_for(file, "reporter.unveil") is not None,
        "is_confirmed": bool(file.case.confirmed),
    }


def count_hours(report: Report) -> int | None:
    """Full hours from noticing to the report; None where the hour of noticing was not told."""
    if report.found_on is None or report.found_at is None:
        return None
    noticed = datetime.combine(report.found_on, report.found_at, tzinfo=get_current_timezone())
    return max(int((report.received_at - noticed).total_seconds() // 3600), 0)


def suggest_units(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """For the form that says who should have reported: the units that saw a sign."""
    return {"units": list_units(file=file)}


def no_context(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """The panel says the same on every child's page."""
    return {}
