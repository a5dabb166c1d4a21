from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "shouwang.duties"
    label = "duties"
    verbose_name = "duties"
