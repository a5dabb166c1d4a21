"""Root of the test suite: `tests/conftest.py` and the rooms' own fixtures are found from here."""
