"""A county whose plan names who must report, the cast in it, and reports as they are sent."""

from datetime import UTC, datetime
from itertools import count

import pytest

from shouwang.access.database import enter_county
from shouwang.mechanisms.mandatory_report.operations.receiving import Sender, Sighting, receive_report
from tests import factories
from tests.cast import Browser

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
_keys = count(1)


@pytest.fixture
def place(cast):
    """The cast's county, entered."""
    cast.enter()
    return cast.place


@pytest.fixture
def report(cast, place):
    """Sends a report: what was seen as `Sighting`'s fields, who sent it as `sender`."""

    def send(sender=None, *, form_key="", files=(), at=AT, child_file=None, **seen):
        enter_county(place.id)
        seen = {"circumstances": ["violence"]} | seen
        return receive_report(
            county=place.county,
            seen=Sighting(**seen),
            sender=sender or Sender(),
            form_key=form_key or f"form {next(_keys)}",
            files=files,
            child_file=child_file,
            today=factories.TODAY,
            at=at,
        )

    return send


@pytest.fixture
def address(place):
    """Where a citizen of the county reports."""
    return f"/mandatory_report/{place.county.code}/"


@pytest.fixture
def anybody():
    """A browser in which nobody is logged in and which keeps no cookie for the form."""
    return Browser(enforce_csrf_checks=True)
