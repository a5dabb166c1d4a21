from django.urls import path

from shouwang.mechanisms.contact import views

app_name = "contact"
urlpatterns = [path("", views.gaps, name="gaps")]
