from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "shouwang.mechanisms.assessment"
    label = "assessment"
