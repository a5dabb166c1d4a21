"""Whatever stands behind the question mark of an address, a page answers: what it cannot read narrows nothing."""

import pytest

from tests.factories import adopt_plan, make_duty
from tests.test_guards import EVERY

pytestmark = pytest.mark.django_db
KEYS = (
    "after at before page q kind view state only by days rule owner office township village school category rating answer "
    "schooling missing who what file since until first second clause pack from period name reading event batch back next as "
    "reason on at cursor order sort"
).split()
VALUES = {
    "a superscript": "²",
    "another script's figure": "٣",
    "far too large": "9" * 30,
    "negative": "-1",
    "a quote": "' OR 1=1 --",
    "none": "none",
    "half a thing": "2026-13-45",
    "nonsense of a cursor": "eyJhIjogWzFdfQ",
    "very long": "李" * 3000,
    "empty": "",
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
def test_a_page_answers_whatever_is_asked(cast, value):
    adopt_plan(cast.place)
    make_duty(cast.child, cast.office("director"))
    addresses = [address for address, pattern in EVERY if "<" not in address and "GET" in pattern.callback.mark.methods]
    asked = {key: value for key in KEYS if key != "next"}

    failed = []
    for who in ("supervisor", "security_admin", "audit_admin"):
        client = cast.client(who)
        client.raise_request_exception = False
        failed += [(who, one) for one in addresses if client.get(f"/{one}", asked).status_code >= 500]

    assert failed == []
