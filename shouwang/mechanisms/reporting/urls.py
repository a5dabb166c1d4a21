from django.urls import path

from shouwang.mechanisms.reporting.views import reading, sending

app_name = "reporting"
urlpatterns = [
    path("", sending.reports, name="list"),
    path("units/<uuid:unit_id>/", sending.summary, name="summary"),
    path("units/<uuid:unit_id>/latest/", reading.latest, name="latest"),
    path("units/<uuid:unit_id>/rows/", reading.rows, name="rows"),
    path("units/<uuid:unit_id>/report/", reading.last_sent, {"kind": "pdf"}, name="quarterly_report"),
    path("units/<uuid:unit_id>/summary/", reading.last_sent, {"kind": "xlsx"}, name="quarterly_summary"),
    path("<uuid:file_id>/dropout_report/", reading.dropout_report, name="dropout_report"),
    path("<uuid:submission_id>/", reading.submission, name="submission"),
    path("<uuid:submission_id>/summary.xlsx", reading.spreadsheet, name="spreadsheet"),
    path("<uuid:submission_id>/summary.<str:kind>", reading.paper, name="paper"),
    path("<uuid:submission_id>/acknowledge/", sending.acknowledge, name="acknowledge"),
    path("<uuid:submission_id>/return/", sending.give_back, name="return"),
    path("copies/<uuid:receipt_id>/sign/", sending.sign, name="sign"),
]
