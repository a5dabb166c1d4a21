from django.urls import path

from shouwang.page import views

urlpatterns = [path("files/<uuid:file_id>/do/<str:event>/", views.do, name="do")]
