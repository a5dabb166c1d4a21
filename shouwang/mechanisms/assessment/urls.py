from django.urls import path

from shouwang.mechanisms.assessment import views
from shouwang.mechanisms.assessment.documents import PAPERS

app_name = "assessment"
urlpatterns = [
    path("questionnaire/", views.questionnaire, name="questionnaire"),
    *(path(f"<uuid:file_id>/{key}/", views.paper, {"key": key}, name=key) for key in PAPERS),
]
