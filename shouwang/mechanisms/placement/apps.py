from django.apps import AppConfig


class PlacementConfig(AppConfig):
    name = "shouwang.mechanisms.placement"
    label = "placement"
