"""The WSGI entry. Only what serves keeps a pool of database connections: commands and tests open their own."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwang.settings")
os.environ.setdefault("DATABASE_POOL", "8")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
