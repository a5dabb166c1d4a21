from django.urls import path

from shouwang.mechanisms.mandatory_report.documents import PAPERS
from shouwang.mechanisms.mandatory_report.views import looking, public, reporting, unveiling

app_name = "mandatory_report"
urlpatterns = [
    path("", public.door, name="door"),
    path("receipt/", public.receipt, name="receipt"),
    path("new/", reporting.new, name="new"),
    path("intake/", reporting.intake, name="intake"),
    path("units/", looking.units, name="units"),
    path("counts/", looking.counts, name="counts"),
    *(path(f"<uuid:file_id>/{key}/", looking.paper, {"key": key}, name=key) for key in PAPERS),
    path("<uuid:file_id>/poster/", looking.poster, name="poster"),
    path("<uuid:file_id>/looking-back/", looking.looking_back, name="looking-back"),
    path("<uuid:file_id>/reporter/", unveiling.reporter, name="reporter"),
    path("<str:county_code>/", public.report, name="report"),
]
