from django.apps import AppConfig


class InterventionConfig(AppConfig):
    name = "shouwang.mechanisms.intervention"
    label = "intervention"
