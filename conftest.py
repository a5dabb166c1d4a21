"""Root of the test suite: what every room's tests share stands in `tests/plugins`, a file a subject."""

pytest_plugins = ("tests.plugins.proofs", "tests.plugins.database", "tests.plugins.browser")
