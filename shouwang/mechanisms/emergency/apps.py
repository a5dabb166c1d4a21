from django.apps import AppConfig


class EmergencyConfig(AppConfig):
    name = "shouwang.mechanisms.emergency"
    label = "emergency"
