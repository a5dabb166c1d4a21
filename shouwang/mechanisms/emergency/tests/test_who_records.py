"""What a clause gives to one function is recorded by that function alone: the cast asks, in the county of each plan."""

import pytest

from shouwang.access.models import Event
from tests.factories import adopt_plan

pytestmark = pytest.mark.django_db
POLICE, TOWNSHIP, WHERE_RISK = {"police"}, {"supervisor"}, {"supervisor", "civil_affairs"}
WHO = ("director", "supervisor", "civil_affairs", "police", "school")
ACTS = {
    "emergency.handled": {"what": "已送医", "result": "安全"},
    "emergency.risk_found": {"what": "住房漏电", "result": "待处置"},
    "assessment.incapable": {},
    "intervention.abandonment_educated": {},
}
CLAUSES = {
    "shenyang-2017-74": ("SY-3.2.7-o", "SY-3.2.7-b", "SY-3.2.8-c", "SY-3.2.9-c"),
    "binhai-2017-10": ("BH-4.2-u", "BH-4.2-g", "BH-4.3-i", "BH-4.4-c"),
    "yunyang-2017-2": ("YY-4.2-b", "YY-4.3-g", "YY-4.3-a", "YY-4.4-a"),
    "shouxian-2016-278": ("SX-3.1.5-g", "SX-3.1.5-f", "SX-3.1.6-a", "SX-3.1.7-b"),
    "jinpu-2017-28": ("JP-3.2-b", "JP-3.2-a", "JP-3.3-a", "JP-3.4.1-b"),
}
CASES = [
    (pack, event, clause) for pack, clauses in CLAUSES.items() for event, clause in zip(ACTS, clauses, strict=True)
]


def _may(pack, event):
    if event == "assessment.incapable":
        return TOWNSHIP
    return WHERE_RISK if (pack, event) == ("yunyang-2017-2", "emergency.risk_found") else POLICE


def _filled(page):
    """Something for every field that must be filled."""
    given = {"on": "2026-11-22"}
    for name, field in page.context["form"].fields.items():
        if name != "on" and field.required:
            keys = [str(key) for key, _words in getattr(field, "choices", ()) if key]
            given[name] = keys[0] if keys else "某事"
    return given


@pytest.mark.parametrize(("pack", "event", "clause"), CASES)
def test_only_the_clauses_own_function_records_it(cast, pack, event, clause):
    adopt_plan(cast.place, pack)
    address, done = f"/files/{cast.child.pk}/do/{event}/", set()
    for who in WHO:
        client = cast.client(who)
        page = client.get(address)
        if page.status_code != 200:
            continue
        answer = client.post(address, _filled(page))
        if answer.status_code == 302:
            done.add(who)
        else:
            assert clause in page.content.decode() and clause in answer.content.decode()

    cast.enter()
    assert done == _may(pack, event)
    assert Event.objects.filter(file_id=cast.child.pk, what=event).count() == len(done)
