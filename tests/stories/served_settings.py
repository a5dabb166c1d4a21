"""The settings of a server that a test starts as a program of its own: static files from where they lie."""

from shouwang import settings as own

globals().update({name: value for name, value in vars(own).items() if name.isupper()})

PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STORAGES = {**own.STORAGES, "staticfiles": PLAIN}
WHITENOISE_USE_FINDERS = True
