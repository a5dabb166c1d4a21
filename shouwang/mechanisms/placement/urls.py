from django.urls import path

from shouwang.mechanisms.placement import views

app_name = "placement"
urlpatterns = [path("", views.stays, name="list")]
