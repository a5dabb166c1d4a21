from django.urls import path

from shouwang.mechanisms.emergency import views
from shouwang.mechanisms.emergency.documents import PAPERS

app_name = "emergency"
urlpatterns = [path(f"<uuid:file_id>/{key}/", views.paper, {"key": key}, name=key) for key in PAPERS]
