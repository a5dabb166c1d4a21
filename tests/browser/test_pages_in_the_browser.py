"""What only a browser can tell: the keyboard, the console, foreign requests, small screens, print, the other language."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from shouwang.access.scope import Actor
from shouwang.duties.adopting import adopt_pack
from shouwang.duties.bulk import reckon_children
from shouwang.registry.models import File
from tests import cast as people
from tests import factories
from tests.real_county import AT, SINCE

pytestmark = pytest.mark.django_db(transaction=True)
PACK = "jinpu-2017-28"


@pytest.fixture
def cast(transactional_db, settings):
    """The cast in a county that carries out a plan: two children on the ledger, with their duties."""
    from django.db import transaction

    settings.TODAY, settings.SECOND_FACTOR = factories.TODAY.isoformat(), False
    with transaction.atomic():
        cast = people.make_cast()
        county = cast.place.county
        for pack in ("guofa-2016-13", PACK):
            adopt_pack(county=county, pack_id=pack, from_on=SINCE, by=Actor(county.pk), at=AT)
        factories.make_child(cast.place, name="欧阳一诺", father__away=True, mother__away=True, child__rural=True)
        files = list(File.objects.filter(county=county, kind="child").values_list("pk", flat=True))
        reckon_children(county_id=county.pk, file_ids=files, today=factories.TODAY, at=AT)
    return cast


@pytest.fixture
def watched(page, live_server):
    """The page, which fails the test when it asks another host for something or its console complains."""
    foreign, complaints = [], []
    own = urlsplit(live_server.url).netloc

    def look(request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != own:
            foreign.append(request.url)

    page.on("request", look)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert foreign == []
    assert complaints == []


def enter(page, user):
    page.goto("/login/")
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", factories.PASSWORD)
    page.locator("form button.btn-primary").click()
    page.locator("header.top-bar").wait_for()


def pages_of(cast):
    """Home, list, file, import, plan."""
    file = reverse("file", args=[cast.child.pk])
    return ["/", reverse("search"), file, reverse("roster:list"), reverse("plan", args=[PACK])]


def focused(page):
    return page.evaluate("document.activeElement.outerHTML.slice(0, 300)")


def test_the_keyboard_alone_logs_in_and_reaches_the_menu_and_the_first_duty(watched, cast):
    watched.goto("/login/")
    watched.keyboard.type(cast.users["director"].username)
    watched.keyboard.press("Tab")
    watched.keyboard.type(factories.PASSWORD)
    watched.keyboard.press("Enter")
    watched.locator("header.top-bar").wait_for()

    seen = []
    for _step in range(60):
        watched.keyboard.press("Tab")
        seen.append(focused(watched))
        if "btn-primary" in seen[-1] and "/do/" in seen[-1]:
            break

    assert "skip-link" in seen[0]
    assert any("nav-link" in one for one in seen)
    assert "/do/" in seen[-1]
    watched.keyboard.press("Enter")
    watched.wait_for_url("**/do/**")


_NEVER_REACHED = """
seen => {
  const all = document.querySelectorAll('main a[href], main button, main input:not([type=hidden]), main select, main textarea, main summary');
  const usable = one => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.tabIndex >= 0;
  const group = one => one.type === 'radio' && one.name && [...document.getElementsByName(one.name)].some(r => r.dataset.reached);
  return [...all].filter(one => usable(one) && !one.dataset.reached && !group(one)).map(one => one.outerHTML.slice(0, 160));
}
"""
_FOCUS = """
() => {
  const one = document.activeElement;
  if (one === document.body || one.className === 'skip-link' && one.dataset.reached) return null;
  if (one.dataset.reached) return {isMarked: true, isSame: true};  // a date has three stops
  one.dataset.reached = '1';
  const style = getComputedStyle(one);
  return {html: one.outerHTML.slice(0, 160), isMarked: style.outlineStyle !== 'none' || style.boxShadow !== 'none'};
}
"""


@pytest.mark.parametrize("place", range(5), ids=["home", "list", "file", "import", "plan"])
def test_the_keyboard_alone_reaches_everything_on_a_page_and_shows_where_it_is(watched, cast, place):
    enter(watched, cast.users["supervisor"])
    watched.goto(pages_of(cast)[place])
    watched.wait_for_load_state("networkidle")

    stops, unmarked = 0, []
    while stops < 900:
        watched.keyboard.press("Tab")
        stop = watched.evaluate(_FOCUS)
        if stop is None:
            break
        stops += 1
        if not stop["isMarked"]:
            unmarked.append(stop["html"])

    assert watched.evaluate(_NEVER_REACHED) == []
    assert unmarked == []
    assert stops > 10


def test_no_page_asks_another_host_or_complains(watched, cast):
    enter(watched, cast.users["supervisor"])

    for address in pages_of(cast):
        assert watched.goto(address).status == 200
        watched.wait_for_load_state("networkidle")


def test_no_page_scrolls_sideways_on_a_small_phone(watched, cast):
    enter(watched, cast.users["supervisor"])
    watched.set_viewport_size({"width": 360, "height": 740})

    widths = {}
    for address in pages_of(cast):
        watched.goto(address)
        widths[address] = watched.evaluate("document.documentElement.scrollWidth")

    assert set(widths.values()) == {360}, widths


def test_the_page_speaks_english_when_asked(watched, cast):
    enter(watched, cast.users["director"])
    assert watched.locator("html").get_attribute("lang") == "zh-hans"

    watched.locator("header .dropdown > button").click()
    watched.locator("header button[name=language]").click()

    watched.locator("html[lang=en]").wait_for()
    assert "Today" in watched.locator("h1").inner_text()


def test_a_printed_file_leaves_out_what_is_only_for_the_screen(watched, cast):
    enter(watched, cast.users["supervisor"])
    watched.goto(reverse("file", args=[cast.child.pk]))
    watched.emulate_media(media="print")

    for hidden in ("header.top-bar", "aside", ".bottom-bar", "footer"):
        assert not watched.locator(hidden).first.is_visible(), hidden
    assert watched.locator("main h1").is_visible()
    assert watched.locator(".watermark").count()
