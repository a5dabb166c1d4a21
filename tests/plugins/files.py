"""Files under test: static files from where they lie, uploads into a folder of the session, messages compiled."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings

from setup_house import places
from setup_house.messages import compile_messages


@pytest.fixture(scope="session", autouse=True)
def files_of_the_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests away from what `make run` collected and stored."""
    with places.alone("messages"):  # several processes test at once
        compile_messages()
    plain = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    folders = {"MEDIA_ROOT": tmp_path_factory.mktemp("media"), "STATIC_ROOT": tmp_path_factory.mktemp("static")}
    with override_settings(STORAGES=plain, WHITENOISE_USE_FINDERS=True, **folders):
        yield
