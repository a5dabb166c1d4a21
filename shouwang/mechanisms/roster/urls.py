from django.urls import path

from shouwang.mechanisms.roster import views

app_name = "roster"
urlpatterns = [
    path("", views.batches, name="list"),
    path("template.xlsx", views.template, name="template"),
    path("<uuid:batch_id>/", views.batch, name="batch"),
    path("<uuid:batch_id>/columns/", views.columns, name="columns"),
    path("<uuid:batch_id>/save/", views.save, name="save"),
    path("<uuid:batch_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:batch_id>/refused.xlsx", views.refused, name="refused"),
    path("<uuid:batch_id>/lines/<int:line_id>/", views.decide, name="decide"),
    path("<uuid:batch_id>/<str:verdict>/", views.lines, name="lines"),
]
