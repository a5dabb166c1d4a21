from django.urls import path

from shouwang.mechanisms.visit import views

app_name = "visit"
urlpatterns = [path("", views.visits, name="list")]
