from django.urls import path

from shouwang.mechanisms.placement import views
from shouwang.mechanisms.placement.documents import PAPERS

app_name = "placement"
urlpatterns = [
    path("", views.stays, name="list"),
    *(path(f"<uuid:file_id>/{key}/", views.paper, {"key": key}, name=key) for key in PAPERS),
]
