from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegistryConfig(AppConfig):
    name = "shouwang.registry"
    label = "registry"
    verbose_name = "registry"

    def ready(self) -> None:
        from shouwang.registry.facts import install_views

        post_migrate.connect(install_views, sender=self, dispatch_uid="registry.install_views")
