from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    name = "shouwang.access"
    label = "access"
    verbose_name = "access"

    def ready(self) -> None:
        from shouwang.access.database import secure_tables

        post_migrate.connect(secure_tables, sender=self, dispatch_uid="access.secure_tables")
