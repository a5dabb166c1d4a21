"""Django for the words of the command line that need the database; the words of the policy layer do without."""

import os


def start_django() -> None:
    """Load the settings and the apps. Import models only after it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwang.settings")
    import django

    django.setup()
