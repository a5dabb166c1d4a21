from django.apps import AppConfig


class VisitConfig(AppConfig):
    name = "shouwang.mechanisms.visit"
    label = "visit"
