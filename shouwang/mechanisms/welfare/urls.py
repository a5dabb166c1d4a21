from django.urls import path

from shouwang.mechanisms.welfare import views

app_name = "welfare"
urlpatterns = [path("", views.claims, name="list")]
