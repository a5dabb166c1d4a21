"""The page of a case as people see it: police, township, school and procuratorate, on a desk and on a small phone.

PICTURES names a folder for pictures of what was seen: the handbook's come from there.
"""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from shouwang.access.scope import Actor
from shouwang.duties.adopting import adopt_pack, choose_suggestions
from shouwang.duties.opening import bring_in
from shouwang.duties.operations import record_case_event
from shouwang.mechanisms.cases.models import CaseHandOver
from shouwang.mechanisms.cases.operations.handing import accept_case, offer_case
from shouwang.mechanisms.cases.operations.tasks import give_task
from shouwang.registry.models import CasePart, CaseTask
from tests import cast as people
from tests import factories
from tests.browser.test_pages_in_the_browser import enter, watched
from tests.real_county import AT, SINCE

pytestmark = pytest.mark.django_db(transaction=True)
PACK = "shenyang-2017-74"
BEGAN = datetime(2026, 11, 17, 1, tzinfo=UTC)
__all__ = ["watched"]


@pytest.fixture
def story(transactional_db, settings):
    """Five days of a case: taken up at once, handed to the township, and silent there for three days."""
    settings.TODAY, settings.SECOND_FACTOR = factories.TODAY.isoformat(), False
    with transaction.atomic():
        cast = people.make_cast()
        county = cast.place.county
        adopt_pack(county=county, pack_id=PACK, from_on=SINCE, by=Actor(county.pk), at=AT)
        choose_suggestions(county=county, pack_id=PACK, from_on=SINCE, by=Actor(county.pk), at=AT, reason="示范")
        office = factories.make_office(
            cast.place, name="县检察院", kind="court", region=cast.place.region, functions=["procuratorate"]
        )
        cast.users["procurator"] = factories.make_user(cast.place, name="陈检察官")
        factories.make_post(cast.users["procurator"], office, "procurator")
        case = factories.make_case(cast.place, child=cast.child, on=BEGAN.date(), alone=True)
        police, township = factories.actor_of(cast.users["police"]), factories.actor_of(cast.users["supervisor"])
        told = {"by": police, "file": case, "on": BEGAN.date(), "today": factories.TODAY}
        record_case_event(what="emergency.accepted", at=BEGAN + timedelta(minutes=40), **told)
        record_case_event(
            what="emergency.on_site", at=BEGAN + timedelta(hours=3), **told, detail={"note": "孩子独自在家"}
        )
        bring_in(file=case, function="civil_affairs", at=BEGAN + timedelta(hours=8))
        offered = {"office": cast.office("supervisor"), "reason": "属地跟进评估帮扶"}
        offer_case(at=BEGAN + timedelta(hours=20), **(told | {"on": date(2026, 11, 18)}), **offered)
        offer = CaseHandOver.objects.get(file=case)
        accept_case(by=township, offer=offer, today=date(2026, 11, 18), at=BEGAN + timedelta(hours=26))
        asked = {
            "office": cast.office("school"),
            "what": "请班主任每天确认这名学生到校，缺勤当天电话告知督导员",
            "names_child": True,
        }
        later = {"on": date(2026, 11, 19), "today": factories.TODAY, "at": BEGAN + timedelta(hours=52)}
        give_task(by=township, file=case, due_on=date(2026, 11, 30), **later, **asked)
    return cast, case


def see(page, name):
    """Waits until the page is there, and keeps a picture where one is asked for."""
    page.wait_for_load_state("networkidle")
    folder = os.environ.get("PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_the_case_is_seen_by_each_as_far_as_it_may_on_a_desk_and_on_a_phone(watched, story):
    cast, case = story
    watched.set_viewport_size({"width": 1440, "height": 900})
    enter(watched, cast.users["supervisor"])
    for name, address in (("board", "/cases/"), ("case", f"/cases/{case.pk}/")):
        assert watched.goto(address).status == 200
        see(watched, f"{name}-1440")
    assert watched.locator("svg.lanes-820").is_visible()
    assert watched.locator("svg.lanes-820 rect[fill='#b3261e']").count() >= 1
    assert not watched.locator("svg.lanes-330").is_visible()

    watched.set_viewport_size({"width": 360, "height": 740})
    for name, address in (
        ("board", "/cases/"),
        ("case", f"/cases/{case.pk}/"),
        ("act", f"/files/{case.pk}/do/cases.child_seen/"),
    ):
        watched.goto(address)
        see(watched, f"{name}-360")
        assert watched.evaluate("document.documentElement.scrollWidth") == 360, address
    watched.goto(f"/cases/{case.pk}/")
    assert watched.locator("svg.lanes-330").is_visible()

    watched.emulate_media(media="print")
    assert watched.locator("main h1").is_visible()
    assert not watched.locator("aside.navbar").is_visible()


def test_the_school_answers_its_task_and_reads_nothing_else(watched, story):
    cast, case = story
    enter(watched, cast.users["school"])
    watched.goto("/cases/tasks/")
    see(watched, "tasks")
    assert case.number not in watched.content()
    watched.locator("main a.btn-primary", has_text="").last.click()
    watched.locator("input[value=done]").check()
    watched.fill("textarea", "已连续三天到校")
    see(watched, "task")
    assert "个案" not in watched.locator("main").inner_text()
    watched.locator("main form button.btn-primary").click()
    watched.wait_for_url("**/cases/tasks/")
    with transaction.atomic():
        cast.enter()
        assert CaseTask.objects.get(file=case).state == "done"


def test_the_procuratorate_sees_what_stands_still_and_no_child(watched, story):
    cast, case = story
    with transaction.atomic():
        cast.enter()
        CasePart.objects.filter(file=case, is_holder=True).update(heard_at=BEGAN + timedelta(hours=26))
    watched.set_viewport_size({"width": 1440, "height": 900})
    enter(watched, cast.users["procurator"])
    watched.goto("/cases/silent/")
    see(watched, "silent")
    text = watched.locator("main").inner_text()
    assert case.number in text
    assert cast.child.name not in text


def test_a_child_is_seen_and_written_down_by_hand(watched, story):
    cast, case = story
    enter(watched, cast.users["supervisor"])
    watched.goto(f"/files/{case.pk}/do/cases.child_seen/")
    watched.fill("[name=where]", "家中")
    watched.locator("input[value=unhurt]").check()
    watched.fill("[name=at_time]", "00:00")
    watched.locator("main form button.btn-primary").click()
    watched.wait_for_url(f"**/cases/{case.pk}/")
    assert "家中" in watched.locator("main").inner_text()
