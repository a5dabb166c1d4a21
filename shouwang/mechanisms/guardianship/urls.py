from django.urls import path

from shouwang.mechanisms.guardianship import views
from shouwang.mechanisms.guardianship.documents import PAPERS

app_name = "guardianship"
urlpatterns = [
    path("", views.children, name="list"),
    *(path(f"<uuid:file_id>/{key}/", views.paper, {"key": key}, name=key) for key in PAPERS),
]
