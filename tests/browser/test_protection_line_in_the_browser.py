"""The whole story in a real browser by four accounts: who reports, the police, the township, civil affairs.

Nobody is told what to do but by the own page: what the plan asks next stands on the case, or among the duties of today.
"""

import re

import pytest
from django.db import transaction

from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.duties.adopting import adopt_pack, choose_suggestions
from shouwang.registry.models import File
from tests import cast as people
from tests import factories
from tests.browser.test_pages_in_the_browser import enter as log_in
from tests.browser.test_pages_in_the_browser import watched
from tests.real_county import AT, SINCE

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["watched"]
SECRET = "后院王奶奶"
"""Who reports; must not be read by anybody but the police, and by them only with a reason."""


def enter(page, user):
    """Somebody else sits down at the same machine."""
    page.context.clear_cookies()
    log_in(page, user)


def begin(settings, pack):
    settings.TODAY, settings.SECOND_FACTOR = factories.TODAY.isoformat(), False
    with transaction.atomic():
        cast = people.make_cast()
        county = cast.place.county
        adopt_pack(county=county, pack_id=pack, from_on=SINCE, by=Actor(county.pk), at=AT)
        choose_suggestions(county=county, pack_id=pack, from_on=SINCE, by=Actor(county.pk), at=AT, reason="示范")
    return cast


def report(page, cast, circumstance, words):
    """A neighbour on a phone, without an account."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/mandatory_report/{cast.place.county.code}/")
    page.check(f"input[name=circumstances][value={circumstance}]")
    page.fill("textarea[name=course]", words)
    page.fill("input[name=place]", "张强镇北台村")
    page.fill("input[name=name]", SECRET)
    page.get_by_role("button", name="提交报告").first.click()
    page.wait_for_load_state("networkidle")
    assert "已收到" in page.title()
    page.set_viewport_size({"width": 1440, "height": 900})


def get_case(cast):
    with transaction.atomic():
        cast.enter()
        return File.objects.get(kind="case")


def list_done(cast, case):
    with transaction.atomic():
        cast.enter()
        return set(Event.objects.filter(file_id=case.pk).values_list("what", flat=True))


def act(page, case, event, **fields):
    """Opens the act's page as whoever is logged in, fills what is asked, and sends it."""
    assert page.goto(f"/files/{case.pk}/do/{event}/").status == 200
    for name, value in fields.items():
        field = page.locator(f"form [name={name}]")
        kind = field.first.get_attribute("type") or ""
        if kind in ("radio", "checkbox"):
            page.check(f"form [name={name}][value='{value}']")
        elif field.first.evaluate("one => one.tagName") == "SELECT":
            field.first.select_option(value)
        else:
            field.first.fill(value)
    page.locator("main form button[type=submit], form.card button[type=submit], form button.btn-primary").last.click()
    page.wait_for_load_state("networkidle")
    errors = page.locator(".invalid-feedback, .alert-danger").all_inner_texts()
    assert f"/do/{event}/" not in page.url, (event, errors)


def see_nothing_of_it(page, cast, who, case, *words):
    """Home, files, and the case's own address."""
    enter(page, cast.users[who])
    assert page.request.get(f"/cases/{case.pk}/").status in (403, 404)
    for address in ("/", "/files/"):
        page.goto(address)
        shown = page.content()
        assert not [word for word in (SECRET, *words) if word in shown], (who, address)


ACCEPTED = {"number": "JJ-2026-1", "dangerous": "no", "officer": "郑警官"}
ON_SITE = {"officers": "郑、王", "place": "北台村", "is_child_seen": "yes", "dangerous": "no"}
VIOLENCE = {
    "emergency.accepted": ACCEPTED | {"circumstances": "violence"},
    "emergency.on_site": ON_SITE | {"found": "孩子左臂淤青"},
    "emergency.stopped": {"how": "当场制止，带离施暴人"},
    "emergency.evidence_taken": {"piece": "photo", "what": "左臂伤情", "kept_by": "郑警官"},
    "emergency.medical_helped": {"hospital": "县人民医院"},
    "emergency.injury_assessed": {"institution": "县司法鉴定所", "number": "鉴-18", "grade": "slight"},
    "emergency.township_told": {"told": "孙督导", "content": "已受理并处置"},
}
ALONE = {
    "emergency.accepted": ACCEPTED | {"circumstances": "alone"},
    "emergency.on_site": ON_SITE | {"found": "独自在家"},
    "emergency.parents_tried": {"parent": "mother", "means": "phone", "result": "reached", "said": "明天返回"},
    "emergency.parents_ordered": {"parent": "mother", "order": "return", "promised_on": "2026-11-23"},
    "intervention.admonished": {"whom": "mother", "behaviour": "让子女独自居住", "response": "promises"},
    "emergency.township_told": {"told": "孙督导", "content": "已责令母亲返回"},
}


def go_through(page, case, steps):
    for event, fields in steps.items():
        act(page, case, event, **fields)


def test_family_violence_in_yunyang_by_four_accounts(watched, transactional_db, settings):
    cast = begin(settings, "yunyang-2017-2")
    report(watched, cast, "violence", "夜里常听见孩子哭，胳膊上有伤")
    case = get_case(cast)

    enter(watched, cast.users["police"])
    watched.goto("/")
    assert case.number in watched.content()
    watched.goto(f"/cases/{case.pk}/")
    assert "夜里常听见孩子哭" in watched.content()
    assert SECRET not in watched.content()
    go_through(watched, case, VIOLENCE)

    enter(watched, cast.users["supervisor"])
    watched.goto(f"/cases/{case.pk}/")
    assert SECRET not in watched.content()
    go_through(watched, case, {"emergency.township_received": {"received_by": "孙督导"}, "assessment.convened": {}})
    enter(watched, cast.users["civil_affairs"])
    act(watched, case, "assessment.opinion_given", opinion="家庭经济困难，可纳入临时救助")

    see_nothing_of_it(watched, cast, "director", case, "家庭暴力")
    see_nothing_of_it(watched, cast, "school", case, "家庭暴力", case.number)
    see_nothing_of_it(watched, cast, "next_door", case, "家庭暴力", case.number)
    done = list_done(cast, case)
    assert {*VIOLENCE, "assessment.convened", "assessment.opinion_given"} <= done
    assert "intervention.admonished" not in done


def test_a_child_living_alone_in_jinpu_by_four_accounts(watched, transactional_db, settings):
    cast = begin(settings, "jinpu-2017-28")
    report(watched, cast, "alone", "孩子一个人住了半个月")
    case = get_case(cast)

    enter(watched, cast.users["police"])
    watched.goto(f"/files/{case.pk}/do/emergency.on_site/")
    assert re.search(r"JP-3\.2-[ab]|JP-A3\.16-a", watched.content()), "the clause refuses the step before its time"
    go_through(watched, case, ALONE)

    enter(watched, cast.users["supervisor"])
    go_through(watched, case, {"emergency.township_received": {"received_by": "孙督导"}, "assessment.convened": {}})
    watched.goto(f"/cases/{case.pk}/")
    assert watched.locator("svg.lanes-820").is_visible()
    assert SECRET not in watched.content()
    enter(watched, cast.users["civil_affairs"])
    watched.goto("/cases/")
    assert case.number in watched.content()
    act(watched, case, "assessment.opinion_given", opinion="可由祖父母照料")

    see_nothing_of_it(watched, cast, "school", case, "独居", case.number)
    assert {*ALONE, "emergency.township_received", "assessment.opinion_given"} <= list_done(cast, case)
