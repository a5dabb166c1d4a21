"""The WSGI entry. Only what serves keeps a pool of database connections: commands and tests open their own."""

import os
from importlib import import_module
from threading import Thread

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwang.settings")
os.environ.setdefault("DATABASE_POOL", "8")

from django.core.wsgi import get_wsgi_application

MOST_SECONDS_OF_WARMING_UP = 20
"""On a machine that has other things to do the first requests come before all is read."""

application = get_wsgi_application()
_warming_up = Thread(target=import_module("shouwang.web.warming").warm_up, daemon=True)
_warming_up.start()
_warming_up.join(MOST_SECONDS_OF_WARMING_UP)
