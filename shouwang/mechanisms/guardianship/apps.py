from django.apps import AppConfig


class GuardianshipConfig(AppConfig):
    name = "shouwang.mechanisms.guardianship"
    label = "guardianship"
