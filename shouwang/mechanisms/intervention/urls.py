from django.urls import path

from shouwang.mechanisms.intervention import views
from shouwang.mechanisms.intervention.documents import PAPERS

app_name = "intervention"
urlpatterns = [
    path("<uuid:file_id>/dossier/", views.dossier, name="dossier"),
    *(path(f"<uuid:file_id>/{key}/", views.paper, {"key": key}, name=key) for key in PAPERS),
]
