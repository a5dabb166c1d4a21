from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "shouwang.mechanisms.roster"
    label = "roster"
