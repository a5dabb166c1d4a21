"""The whole story in a real browser by four accounts: who reports, the police, the township, civil affairs.

Nobody is told what to do but by the own page: every step is offered there before it is done. From the report to the second
look-back; the county carries out its plan and, beside it, the law.
"""

import re
from datetime import timedelta

import pytest
from django.db import transaction

from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.duties.adopting import adopt_pack, choose_suggestions
from shouwang.registry.models import Case, File
from tests import cast as people
from tests import factories
from tests.browser import protection_steps as steps
from tests.browser.desk import Desk
from tests.browser.test_pages_in_the_browser import watched
from tests.real_county import AT, SINCE

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["watched"]
SECRET = "后院王奶奶"
"""Who reports; must not be read by anybody but the police, and by them only with a reason."""
LAW = "minors-law-2021"


class Story:
    """A county with its plan, a case, and the day on which somebody acts."""

    def __init__(self, page, settings, pack):
        self.settings = settings
        settings.TODAY, settings.SECOND_FACTOR = factories.TODAY.isoformat(), False
        with transaction.atomic():
            self.cast = people.make_cast()
            told = {"county": self.cast.place.county, "from_on": SINCE, "by": Actor(self.cast.place.id), "at": AT}
            for one in (pack, LAW):
                adopt_pack(pack_id=one, **told)
                choose_suggestions(pack_id=one, reason="示范", **told)
        self.desk, self.page, self.code = Desk(page, self.cast.users), page, ""

    def report(self, circumstance, words):
        """A neighbour on a phone, without an account."""
        page = self.page
        page.set_viewport_size({"width": 360, "height": 740})
        self.desk.read(f"/mandatory_report/{self.cast.place.county.code}/")
        page.check(f"input[name=circumstances][value={circumstance}]")
        for name, value in {"course": words, "place": "张强镇北台村", "name": SECRET}.items():
            page.fill(f"[name={name}]", value)
        page.get_by_role("button", name="提交报告").first.click()
        page.locator(".report-code").wait_for()
        self.code = page.locator(".report-code").inner_text()
        page.set_viewport_size({"width": 1440, "height": 900})
        with transaction.atomic():
            self.cast.enter()
            self.desk.case = File.objects.get(kind="case")

    def go_on(self, turns):
        for after, who, todo in turns:
            self.on_day(after)
            self.desk.sit(who)
            for event, fields in todo.items():
                OWN_PAGES.get(event, Desk.act)(self.desk, *([] if event in OWN_PAGES else [event]), **fields)
                assert SECRET not in self.page.content(), (who, event)

    def on_day(self, after):
        """So many days after the report."""
        today = (factories.TODAY + timedelta(days=after)).isoformat()
        if self.settings.TODAY != today:
            self.settings.TODAY = today
            self.desk.begin_day()

    def refused(self, who, event):
        """What the plan says against the step, before anything is filled in."""
        self.desk.sit(who)
        return self.desk.read(f"/files/{self.desk.case.pk}/do/{event}/")

    def see_nothing(self, who, *words):
        """Home, files, and the case's own address."""
        self.desk.sit(who)
        assert self.page.request.get(f"/cases/{self.desk.case.pk}/").status in (403, 404)
        for address in ("/", "/files/", "/cases/tasks/"):
            self.desk.read(address)
            assert not [word for word in (SECRET, *words) if word in self.page.content()], (who, address)

    def ask_the_code(self):
        """Whoever reported, days later."""
        self.desk.sit("")
        self.page.goto("/mandatory_report/receipt/")
        self.page.fill("[name=code]", self.code)
        self.desk.send()
        text = self.page.locator("body").inner_text()
        assert not [word for word in (self.desk.case.number, self.cast.child.name, "王芳", "张强镇") if word in text]
        return text

    @property
    def facts(self):
        with transaction.atomic():
            self.cast.enter()
            done = list(Event.objects.filter(file_id=self.desk.case.pk).values_list("what", flat=True))
            return Case.objects.get(pk=self.desk.case.pk), done


def name_child(desk, name):
    """By the name alone: nobody at the door knows a birthday."""
    desk.read(f"/cases/{desk.case.pk}/")
    desk.page.goto(desk.page.locator("main a[href*='cases.child_named']").first.get_attribute("href"))
    desk.page.fill("[name=name]", name)
    desk.page.locator("main form[method=get] button").click()
    desk.page.locator("main form[method=post]").wait_for()
    desk.send()


def accept_case(desk):
    assert desk.case.number in desk.read("/")
    desk.read("/cases/hand-overs/")
    desk.page.locator("form[action*=accept] button").click()
    desk.page.wait_for_load_state("networkidle")


def answer_task(desk, answer):
    """The school reads what to do, and neither number nor reason."""
    assert desk.case.number not in desk.read("/cases/tasks/")
    desk.page.locator("main a.btn-primary").last.click()
    desk.page.check("input[value=done]")
    desk.page.fill("textarea[name=answer]", answer)
    desk.send()


def note_day(desk, **fields):
    desk.act_from_home("placement.day_noted", **fields)


OWN_PAGES = {
    "cases.child_named": name_child,
    "cases.hand_over_accepted": accept_case,
    "cases.task_done": answer_task,
    "placement.day_noted at home": note_day,
}
WELL = {"cases.looked_back": {"is_child_seen": "yes", "finding": "well"}}


def look_back_twice(story):
    """Thirty and ninety days after the closing the township is asked, and not before."""
    desk = story.desk
    for days in (30, 90):
        story.on_day(28 + days - 1)
        desk.sit("supervisor")
        assert desk.case.number not in desk.read("/cases/?state=look_back")
        story.on_day(28 + days)
        desk.sit("supervisor")
        assert desk.case.number in desk.read("/")
        assert desk.case.number in desk.read("/cases/?state=look_back")
        story.go_on([(28 + days, "supervisor", WELL)])
        assert desk.case.number not in desk.read("/cases/?state=look_back")


def test_family_violence_in_yunyang_by_four_accounts(watched, transactional_db, settings):
    story = Story(watched, settings, "yunyang-2017-2")
    story.report("violence", "夜里常听见孩子哭，胳膊上有伤")
    case = story.desk.case
    story.desk.sit("police")
    assert case.number in story.desk.read("/")
    assert "夜里常听见孩子哭" in story.desk.read(f"/cases/{case.pk}/")

    story.go_on(steps.VIOLENCE)
    assert "正在办理" in story.ask_the_code()
    assert "YY-4.2-h" in story.refused("police", "placement.escorted"), "only whose parents cannot be reached"
    for who in ("director", "school", "next_door"):
        story.see_nothing(who, "家庭暴力", case.number)

    story.go_on(steps.AFTER_VIOLENCE)
    told = story.ask_the_code()
    assert "✔ 已办结" in told
    assert "孩子已经安全，谢谢您。" in told
    look_back_twice(story)
    ended, done = story.facts
    assert (ended.stage, ended.child_safe, ended.placed) == ("closed", True, False)
    assert {"intervention.educated", "placement.arranged", "assessment.plan_made", "welfare.offered"} <= set(done)
    assert done.count("cases.looked_back") == 2


def test_a_child_living_alone_in_jinpu_by_four_accounts(watched, transactional_db, settings):
    story = Story(watched, settings, "jinpu-2017-28")
    story.report("alone", "孩子一个人住了半个月")
    case = story.desk.case
    refusal = story.refused("police", "emergency.on_site")
    assert re.search(r"JP-3\.2-[ab]|JP-A3\.16-a", refusal), "the clause refuses the step before its time"

    story.go_on(steps.ALONE)
    assert watched.goto(f"/cases/{case.pk}/").status == 200
    assert watched.locator("svg.lanes-820").is_visible()
    story.desk.sit("civil_affairs")
    assert case.number in story.desk.read("/cases/")
    for who in ("director", "school", "next_door"):
        story.see_nothing(who, "独居", "单独居住", case.number)

    story.go_on(steps.AFTER_ALONE)
    assert "孩子的母亲回来了，谢谢您。" in story.ask_the_code()
    look_back_twice(story)
    ended, done = story.facts
    assert (ended.stage, ended.parents_back) == ("closed", True)
    assert {"intervention.admonished", "placement.escorted", "placement.returned"} <= set(done)
    assert done.count("cases.looked_back") == 2
