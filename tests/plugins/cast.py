"""The county and the cast of accounts as fixtures; the day is fixed to 2026-11-22 and codes are not asked for."""

import pytest

from tests import cast as people
from tests import factories


@pytest.fixture(autouse=True)
def quick_passwords(settings: object) -> None:
    """Hash cheaply: argon2 is slow on purpose, and a cast has a dozen accounts."""
    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [quick, *(one for one in settings.PASSWORD_HASHERS if one != quick)]


@pytest.fixture
def county(db: None) -> factories.Place:
    """A county with its places; the test's transaction is inside it."""
    return factories.make_county()


@pytest.fixture
def cast(db: None, settings: object) -> people.Cast:
    """Everybody who asks a view its questions; the administrators need no one-time code."""
    settings.TODAY, settings.SECOND_FACTOR = factories.TODAY.isoformat(), False
    return people.make_cast()
