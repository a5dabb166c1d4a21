from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "shouwang.mechanisms.contact"
    label = "contact"
