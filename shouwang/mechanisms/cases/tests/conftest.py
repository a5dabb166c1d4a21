"""A county with a trial plan: a figure for silence, a ladder, a gate for closing; a case, and a hospital."""

from datetime import UTC, datetime

import pytest

from shouwang.policy.tests.trial import write_pack
from tests.factories import adopt_plan, make_case, make_office, make_post, make_user

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
RULES = """
- {gate: cases.closed, title: 儿童安全方可结案, clauses: [TR-1-c], about: case,
   require: {any: [{case.mistaken: true}, {case.child_safe: true}]}}
- {duty: case.assist, title: 协助公安, clauses: [TR-1-b], about: case, owner: village, within: 1 day, since: case.reported_on,
   while: {case.closed_on: {known: false}}, done_by: emergency.assisted}
- {duty: case.accept, title: 受理报告, clauses: [TR-1-b], about: case, owner: police, within: 1 day, since: case.reported_on,
   while: {no_event: emergency.accepted}, done_by: emergency.accepted, late_goes_to: [township_lead, civil_affairs]}
"""
FIGURES = """
cases.glass_open: {title: 破例查阅多久, values: {2018-03-01: {value: 2 hours, from: text, clause: TR-1-b}}}
emergency.silence: {title: 无动静小时数, values: {2018-03-01: {value: 24 hours, from: text, clause: TR-1-b}}}
cases.look_back: {title: 首次回访, values: {2018-03-01: {value: 30 days, from: text, clause: TR-1-b}}}
cases.look_back_again: {title: 再次回访, values: {2018-03-01: {value: 90 days, from: text, clause: TR-1-b}}}
"""


@pytest.fixture
def plan(cast, settings, tmp_path):
    settings.PACKS_DIR = write_pack(tmp_path, rules=RULES, service="", parameters=FIGURES)
    adopt_plan(cast.place, "trial-2018-1")
    return cast


@pytest.fixture
def case(plan):
    """About the cast's child: a suspected violence at home, reported today at nine."""
    return make_case(plan.place, child=plan.child, violence=True)


@pytest.fixture
def hospital(cast):
    place = cast.place
    office = make_office(place, name="县医院", kind="hospital", region=place.region, functions=["medical_institution"])
    cast.users["doctor"] = make_user(place, name="冯医生")
    make_post(cast.users["doctor"], office, "medical")
    return office


@pytest.fixture
def procuratorate(cast):
    place = cast.place
    office = make_office(place, name="县检察院", kind="court", region=place.region, functions=["procuratorate"])
    cast.users["procurator"] = make_user(place, name="陈检察官")
    make_post(cast.users["procurator"], office, "procurator")
    return office
