from django.apps import AppConfig


class PageConfig(AppConfig):
    name = "shouwang.page"
    label = "page"
    verbose_name = "page"
