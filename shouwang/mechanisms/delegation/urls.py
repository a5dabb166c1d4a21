from django.urls import path

from shouwang.mechanisms.delegation import views

app_name = "delegation"
urlpatterns = [path("", views.agreements, name="list")]
