"""The program's settings with a database of its own, and with a Django admin to compare with."""

import os

from shouwang import settings as own

globals().update({name: value for name, value in vars(own).items() if name.isupper()})

NAME = os.environ.get("BENCH_DATABASE", "shouwang_bench")
DATABASES, DATABASE_OWNER = own.DATABASES, own.DATABASE_OWNER
DATABASES["default"]["NAME"] = DATABASE_OWNER["NAME"] = NAME
INSTALLED_APPS = [*own.INSTALLED_APPS, "django.contrib.admin"]
ROOT_URLCONF = "bench.addresses"
ALLOWED_HOSTS = ["testserver"]
STORAGES = {**own.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MIGRATION_MODULES = {"admin": None}
SILENCED_SYSTEM_CHECKS = ["admin.E408", "admin.E409", "admin.E410", "admin.W411"]
if os.environ.get("BENCH_AS_OWNER"):
    DATABASES["default"] = DATABASE_OWNER
