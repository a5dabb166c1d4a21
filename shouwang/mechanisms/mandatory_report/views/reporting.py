"""A report by account, and one typed in for somebody on the phone."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from shouwang.access.models import Office
from shouwang.access.scope import Grant
from shouwang.mechanisms.mandatory_report.queries.plan import must_report
from shouwang.mechanisms.mandatory_report.views import sending
from shouwang.page import clock
from shouwang.page.guard import POST, allow, get_file
from shouwang.registry.models import File

REPORT, INTAKE = "case.report", "case.intake"


@allow(REPORT, methods=POST, uploads=sending.UPLOADS, traceless=True)
def new(request: HttpRequest) -> HttpResponse:
    """Unit and account are known, and kept where only the police may look. Nothing of it stays with the account."""
    county, grant = request.user.county, _grant_of(request, REPORT)
    kind = must_report(county_id=county.pk, on=clock.today(), functions=grant.functions)
    unit = Office.objects.get(pk=grant.office_id).name
    form = sending.build_form(request, county, hidden=("kind", "unit", "name"), functions=grant.functions)
    form.unit_name, form.child_file = unit, _child_of(request)
    account = str(request.user.pk)
    return sending.answer(
        request, county, form, "mandatory_report/new.html", way="account", kind=kind, unit=unit, account=account
    )


@allow(INTAKE, methods=POST, uploads=sending.UPLOADS, traceless=True)
def intake(request: HttpRequest) -> HttpResponse:
    """The desk writes down what a caller says. Who wrote it stands beside the caller, under the same seal."""
    county = request.user.county
    form = sending.build_form(request, county)
    typed_by = str(request.user.pk)
    return sending.answer(request, county, form, "mandatory_report/intake.html", way="desk", typed_by=typed_by)


def _child_of(request: HttpRequest) -> File | None:
    """The child on whose page the report was begun. No look is written down: it would tell who reported."""
    given = request.POST.get("child") or request.GET.get("child", "")
    try:
        return get_file(request, UUID(given), "child.read", "child.share") if given else None
    except (ValueError, Http404):
        return None


def _grant_of(request: HttpRequest, right: str) -> Grant:
    """The first post that gives the right; the guard has asked that there is one."""
    return next(grant for grant in request.scope.grants if right in grant.rights)
