from django.urls import path

from shouwang.mechanisms.delegation import views

app_name = "delegation"
urlpatterns = [
    path("", views.agreements, name="list"),
    path("questionnaire/", views.questionnaire, name="questionnaire"),
    path("<uuid:file_id>/agreement/", views.agreement, name="agreement"),
]
