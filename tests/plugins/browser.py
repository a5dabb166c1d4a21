"""A real browser: Debian's Chromium, driven by playwright. Without one the browser tests are skipped, loudly.

With `CI=true` a missing browser is an error: there nothing is skipped.
"""

import os
import shutil
from collections.abc import Iterator

import pytest

from tests.plugins import IS_CI

CHROMIUM = shutil.which(os.environ.get("CHROMIUM") or "chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a browser skip what needs one, except in CI."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()) and not item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.browser)
        if not CHROMIUM and not IS_CI and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="no Chromium"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not tested for want of a browser."""
    skipped = [report for report in terminalreporter.stats.get("skipped", ()) if "no Chromium" in str(report.longrepr)]
    if skipped:
        terminalreporter.section("NOT TESTED: no browser", sep="!", red=True)
        terminalreporter.line(f"{len(skipped)} browser tests were skipped: no Chromium was found on this machine.")
        terminalreporter.line("Install one (apt-get install chromium fonts-noto-cjk) or set CHROMIUM to its path.")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A running headless Chromium (a playwright `Browser`)."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "no Chromium on this machine: apt-get install chromium fonts-noto-cjk"
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's sync API runs an event loop in this thread
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser: object, live_server: object) -> Iterator[object]:
    """A fresh page at 1440 x 900, in Chinese, on the live server (`page.goto("/")`)."""
    context = browser.new_context(
        base_url=live_server.url, locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1440, "height": 900}
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
