"""The WSGI entry. Only what serves keeps a pool of database connections: commands and tests open their own."""

import os
from threading import Thread

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwang.settings")
os.environ.setdefault("DATABASE_POOL", "8")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()


def _read_plans_ahead() -> None:
    """So that nobody waits for the plans at the first page."""
    from shouwang.web.plan_page import list_packs

    list_packs()


Thread(target=_read_plans_ahead, daemon=True).start()
