from django.urls import path

from shouwang.mechanisms.reporting import views

app_name = "reporting"
urlpatterns = [
    path("", views.reports, name="list"),
    path("units/<uuid:unit_id>/", views.summary, name="summary"),
    path("units/<uuid:unit_id>/latest/", views.latest, name="latest"),
    path("<uuid:submission_id>/", views.submission, name="submission"),
    path("<uuid:submission_id>/summary.xlsx", views.spreadsheet, name="spreadsheet"),
    path("<uuid:submission_id>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("<uuid:submission_id>/return/", views.give_back, name="return"),
    path("copies/<uuid:receipt_id>/sign/", views.sign, name="sign"),
]
