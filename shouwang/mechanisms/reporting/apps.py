from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "shouwang.mechanisms.reporting"
    label = "reporting"
