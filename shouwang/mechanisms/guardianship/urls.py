from django.urls import path

from shouwang.mechanisms.guardianship import views

app_name = "guardianship"
urlpatterns = [path("", views.children, name="list")]
