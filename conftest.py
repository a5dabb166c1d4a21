"""Root of the test suite: what every room's tests share stands in `tests/plugins`, a file a subject."""

pytest_plugins = tuple(
    f"tests.plugins.{name}"
    for name in ("proofs", "database", "files", "browser", "nothing_skipped", "messages", "cast", "cases", "telling")
)
