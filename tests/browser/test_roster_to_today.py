"""From the Excel file that a township already has to everybody's duties of today, through the screen, in five counties."""

import pytest
from django.urls import reverse

from tests import factories
from tests.real_county import PASSWORD, establish, roster_of, run_jobs

pytestmark = pytest.mark.django_db(transaction=True)
NEW_PASSWORD = "守望-自己定的-2026"

# county, whose duty, its title, its clause, its day, and how its form is filled
VISIT = {"is_child_seen": "yes", "conclusion": "proper"}
CHECKED = {"is_unchanged": "on", "verified_by": "visit"}
LEAVE = {
    "parent": "both",
    "leaves_on": "2026-03-01",
    "work_place": "上海市",
    "phone": "13800000000",
    "entrusted": "祖母",
}
COUNTIES = [
    ("210123", "supervisor", "台账每季度至少更新一次", "SY-3.1.2-x", "12月31日", CHECKED),
    ("120116", "supervisor", "分类施策", "BH-3.3-g", "12月22日", {}),
    ("500235", "director", "告知父母监护责任并签收", "YY-3.1-a", "12月22日", {"signer": "both"}),
    ("340422", "director", "父母双方外出前告知村（居）", "SX-3.1.1-e", "3月1日", LEAVE),
    ("210213", "director", "每月至少走访一次留守儿童家庭", "JP-2.2.2-a", "11月30日", VISIT),
]


def log_in(page, username):
    page.goto("/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.fill("[name=present]", PASSWORD)
    page.fill("[name=new]", NEW_PASSWORD)
    page.fill("[name=again]", NEW_PASSWORD)
    page.locator("main form button.btn-primary").click()
    page.get_by_role("heading", name="今日待办").wait_for()


def import_roster(page, place):
    page.goto(reverse("roster:list"))
    page.set_input_files(
        "[name=file]", {"name": "花名册.xlsx", "mimeType": "application/octet-stream", "buffer": roster_of(place)}
    )
    page.locator("form[enctype] button.btn-primary").click()
    page.wait_for_url("**/roster/*/")
    run_jobs()


def count_of(page, verdict):
    return page.locator(f"a.card-link[href$='/{verdict}/'] .h2").inner_text()


def duties_of(page, title, clause):
    return page.locator("li.duty", has=page.get_by_text(clause)).filter(has_text=title)


@pytest.mark.proves("SY-3.1.2-x", "JP-2.2.2-a", "SX-3.1.1-e", "BH-3.3-g", "YY-3.1-a")
@pytest.mark.parametrize(("code", "who", "title", "clause", "day", "answers"), COUNTIES, ids=[c[0] for c in COUNTIES])
def test_a_roster_becomes_duties_of_today(page, settings, code, who, title, clause, day, answers):
    settings.TODAY = factories.TODAY.isoformat()
    place = establish(code)
    log_in(page, place.supervisor.username)

    import_roster(page, place)
    page.locator("form[action$='/save/']").wait_for()
    assert (count_of(page, "new"), count_of(page, "refused")) == ("4", "1")
    page.locator("a.card-link[href$='/refused/']").click()
    assert "没有这个村" in page.locator("tbody").inner_text()
    page.go_back()
    page.locator("a.card-link[href$='/new/']").click()
    assert "李小明" in page.locator("tbody").inner_text()
    page.go_back()

    page.locator("form[action$='/save/'] button").click()
    run_jobs()
    page.get_by_text("已入库").wait_for()
    page.locator("#roster a.btn-primary").click()

    if who == "director":
        page.context.clear_cookies()
        log_in(page, place.director.username)
    rows = duties_of(page, title, clause)
    before = rows.count()
    assert before >= 2
    first = rows.filter(has_text="李小明")
    assert day in first.locator("time").inner_text()
    first.locator(".duty-do a.btn-primary").click()
    fill(page, answers)
    page.locator("main form button.btn-primary").last.click()
    page.get_by_role("heading", name="今日待办").wait_for()
    assert duties_of(page, title, clause).filter(has_text="李小明").count() == 0
    assert duties_of(page, title, clause).count() == before - 1


def fill(page, answers):
    for name, value in answers.items():
        kind = page.locator(f"[name={name}]").first.get_attribute("type")
        if kind == "checkbox":
            page.check(f"[name={name}]")
        elif kind == "radio":
            page.check(f"[name={name}][value={value}]")
        else:
            page.fill(f"[name={name}]", value)
