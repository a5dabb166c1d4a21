from django.apps import AppConfig


class WelfareConfig(AppConfig):
    name = "shouwang.mechanisms.welfare"
    label = "welfare"
