from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "shouwang.mechanisms.cases"
    label = "cases"
