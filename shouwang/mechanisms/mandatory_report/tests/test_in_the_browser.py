"""A report on a small phone in a real browser: with and without scripts, twice by a nervous thumb, with a video too large."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from shouwang.access.database import enter_county
from shouwang.mechanisms.mandatory_report.models import Report, Reporter
from shouwang.mechanisms.mandatory_report.tests import pictures
from shouwang.registry.models import Attachment, Case
from tests import cast as people
from tests import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PHONE = {"viewport": {"width": 360, "height": 740}, "locale": "zh-CN", "has_touch": True, "is_mobile": True}
CODE = re.compile(r"^\d+-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$")


@pytest.fixture
def cast(transactional_db, settings):
    """The cast in a county that carries out Shenyang's plan."""
    from django.db import transaction

    settings.TODAY, settings.SECOND_FACTOR = factories.TODAY.isoformat(), False
    with transaction.atomic():
        cast = people.make_cast()
        factories.adopt_plan(cast.place)
    return cast


@pytest.fixture
def kept(cast):
    """Reads within the county: `kept(Report.objects.count)`."""
    from django.db import transaction

    def ask(question):
        with transaction.atomic():
            enter_county(cast.place.id)
            return question()

    return ask


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(request, browser, live_server):
    """A page on a phone that fails the test when it asks another host for something or its console complains."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=request.param, **PHONE)
    context.set_default_timeout(15_000)
    page, foreign, complaints = context.new_page(), [], []
    own = urlsplit(live_server.url).netloc
    page.on("request", lambda one: foreign.append(one.url) if urlsplit(one.url).netloc not in ("", own) else None)
    page.on(
        "console", lambda one: complaints.append(one.text) if one.type == "error" and "422" not in one.text else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.has_scripts = request.param
    yield page
    context.close()
    assert (foreign, complaints) == ([], [])


def look(page, name):
    """A picture for whoever wants to see it: SCREENSHOTS names the folder."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth") if page.has_scripts else 360


@pytest.mark.proves("SX-3.1.4-e", "YY-4.1-e")
def test_a_citizen_reports_with_photos_and_reads_later_what_was_done(phone, cast, kept, tmp_path):
    photos = [tmp_path / f"{at}.png" for at in range(3)]
    for photo in photos:
        photo.write_bytes(pictures.png())
    phone.goto(f"/mandatory_report/{cast.place.county.code}/")
    look(phone, f"report-{phone.has_scripts}")
    assert phone.locator(".report-danger a").get_attribute("href") == "tel:110"
    assert width_of(phone) == 360

    phone.get_by_label("疑似遭受家庭暴力").check()
    phone.get_by_label("您看到或听到了什么？").fill("隔壁孩子天天挨打，背上有伤")
    phone.get_by_label("在哪里").fill("大李家村")
    phone.get_by_label("照片").set_input_files(photos)
    phone.get_by_role("button", name="提交报告").first.click()

    code = phone.locator(".report-code").inner_text().strip()
    look(phone, f"received-{phone.has_scripts}")
    assert CODE.match(code)
    assert code not in phone.url
    assert width_of(phone) == 360
    assert kept(lambda: Case.objects.get().violence)
    assert kept(lambda: Report.objects.get().file.village) == cast.place.villages[1]
    assert kept(Attachment.objects.count) == 3
    phone.goto("/mandatory_report/receipt/")
    phone.get_by_label("回执码").fill(code.lower())
    phone.get_by_role("button", name="查询").click()
    phone.get_by_text("已收到").wait_for()
    look(phone, f"receipt-{phone.has_scripts}")
    assert code not in phone.url
    assert code not in phone.title()


def test_an_empty_report_asks_for_one_word_and_keeps_what_was_written(phone, cast, kept):
    phone.goto(f"/mandatory_report/{cast.place.county.code}/")
    phone.get_by_label("您的电话").fill("13900001111")

    phone.get_by_role("button", name="提交报告").first.click()

    phone.get_by_text("勾一项情形，或者写一句话").wait_for()
    assert phone.get_by_label("您的电话").input_value() == "13900001111"
    assert kept(Report.objects.count) == 0


def test_two_taps_and_going_back_are_one_report(phone, cast, kept):
    phone.goto(f"/mandatory_report/{cast.place.county.code}/")
    phone.get_by_label("失踪").check()
    phone.get_by_role("button", name="提交报告").first.dblclick(no_wait_after=True)

    phone.locator(".report-code").wait_for()

    assert kept(Report.objects.count) == 1


def test_a_file_that_is_too_large_is_said_and_the_report_stands(phone, cast, kept, tmp_path):
    video = tmp_path / "video.ogg"
    with video.open("wb") as out:
        out.write(pictures.voice())
        out.truncate(21 * 2**20)
    phone.goto(f"/mandatory_report/{cast.place.county.code}/")
    phone.get_by_label("失踪").check()
    phone.get_by_label("录音").set_input_files(video)
    if phone.has_scripts:
        phone.get_by_text("超过20兆，没有附上").wait_for()

    phone.get_by_role("button", name="提交报告").first.click()

    phone.locator(".report-code").wait_for()
    assert phone.get_by_text("有1个文件没有收下").count() == (0 if phone.has_scripts else 1)
    assert kept(Report.objects.count) == 1
    assert kept(Attachment.objects.count) == 0


def test_a_citizen_who_reads_english_reports_in_english(phone, cast, kept):
    phone.goto(f"/mandatory_report/{cast.place.county.code}/")
    phone.get_by_role("button", name="English").click()

    phone.get_by_label("What did you see or hear?").fill("A child alone")
    look(phone, f"english-{phone.has_scripts}")
    phone.get_by_role("button", name="Send this report").first.click()

    phone.get_by_text("Your report has been received").wait_for()
    assert kept(lambda: Reporter.objects.get().kind) == "citizen"


def test_the_director_reports_by_account_with_the_unit_filled_in(browser, live_server, cast, kept):
    context = browser.new_context(base_url=live_server.url, **PHONE)
    page = context.new_page()
    page.has_scripts = True
    page.goto("/login/")
    page.fill("[name=username]", cast.users["director"].username)
    page.fill("[name=password]", factories.PASSWORD)
    page.locator("form button.btn-primary").click()
    page.locator("header.top-bar").wait_for()

    page.goto("/mandatory_report/new/")
    look(page, "by-account")
    assert width_of(page) == 360
    assert page.locator("main").get_by_text("张强镇北台村村委会").is_visible()
    page.get_by_label("一方外出另一方无监护能力或无人监护").check()
    page.get_by_role("button", name="提交报告").first.click()

    page.locator(".report-code").wait_for()
    look(page, "by-account-received")
    assert kept(lambda: (Reporter.objects.get().kind, Reporter.objects.get().unit)) == ("village", "张强镇北台村村委会")
    page.goto("/")
    assert "收到" not in page.title()
    context.close()
