"""In CI (`CI=true`) a skipped test is a failure: what is not run proves nothing."""

import pytest

from tests.plugins import IS_CI


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the session when something was skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if IS_CI and reporter and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why the session failed though every test that ran passed."""
    if IS_CI and terminalreporter.stats.get("skipped"):
        terminalreporter.section("in CI nothing may be skipped", sep="!", red=True)
