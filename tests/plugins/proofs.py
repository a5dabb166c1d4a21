"""Which clauses were proven: `@pytest.mark.proves("SY-3.1.2-x")` on a test that passes.

At the end of the session `var/proofs.json` says `{clause: [test ids]}`. A run of part of the suite replaces only
what the tests it ran had proven; a test that fails, or that is gone from a file that ran, proves nothing any more.
"""

import json
from pathlib import Path

import pytest

PROOFS = Path(__file__).resolve().parents[2] / "var" / "proofs.json"
PROVES = "proves"


class Proofs:
    """Collects the outcome of every test of this session."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self.clauses: dict[str, list[str]] = {}
        self.failed: set[str] = set()
        self.passed: set[str] = set()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Let each test's report carry the clauses that it claims: it may come from another process."""
        for item in items:
            claimed = [clause for mark in item.iter_markers("proves") for clause in mark.args]
            item.user_properties.append((PROVES, list(dict.fromkeys(claimed))))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how a phase of a test ended."""
        if report.when == "call" and report.passed:
            self.passed.add(report.nodeid)
            self.clauses[report.nodeid] = dict(report.user_properties)[PROVES]
        elif not report.passed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the proofs of this session over those of the same files."""
        ran = self.passed | self.failed
        if not ran or hasattr(session.config, "workerinput"):  # the process that hands out the tests writes
            return
        files = {nodeid.split("::")[0] for nodeid in ran}
        kept = json.loads(PROOFS.read_text("utf-8")) if PROOFS.exists() else {}
        proven = {
            clause: {test for test in tests if test.split("::")[0] not in files and Path(test.split("::")[0]).exists()}
            for clause, tests in kept.items()
        }
        for nodeid in self.passed - self.failed:
            for clause in self.clauses.get(nodeid, ()):
                proven.setdefault(clause, set()).add(nodeid)
        PROOFS.parent.mkdir(exist_ok=True)
        written = {clause: sorted(tests) for clause, tests in sorted(proven.items()) if tests}
        PROOFS.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", "utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Register the recorder."""
    config.pluginmanager.register(Proofs(), "proofs")
