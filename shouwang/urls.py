"""All addresses. A room brings its own `urls.py`; here each stands in one line."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
