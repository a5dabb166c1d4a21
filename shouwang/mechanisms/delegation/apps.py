from django.apps import AppConfig


class DelegationConfig(AppConfig):
    name = "shouwang.mechanisms.delegation"
    label = "delegation"
