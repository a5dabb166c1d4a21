"""Surveys: which villages were looked through in this period."""

from django.http import HttpRequest, HttpResponse

from shouwang.mechanisms.ledger.queries import surveys
from shouwang.page import clock
from shouwang.page.guard import allow
from shouwang.page.rendering import show

SHOWN = 600


@allow("child.read")
def survey(request: HttpRequest) -> HttpResponse:
    """The villages of the scope: surveyed or not, with what result, and the rate by township."""
    scope, today = request.scope, clock.today()
    only = request.GET.get("only", "")
    period = surveys.get_survey_period(county_id=scope.county_id, today=today)
    every = list(surveys.list_villages(scope=scope, period=period))
    surveyed = [row for row in every if row.surveyed_on is not None]
    shown = {"yes": surveyed, "no": [row for row in every if row.surveyed_on is None]}.get(only, every)
    counts = {"all": len(every), "surveyed": len(surveyed), "rates": surveys.count_rates(every)}
    context = {"period": period, "rows": shown[:SHOWN], "only": only, "shown": SHOWN}
    return show(request, "ledger/survey.html", context | counts)
