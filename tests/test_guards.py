"""No unguarded view: every address is walked, and the cast asks every page the same questions."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from shouwang.access import rights
from shouwang.page.guard import Mark

KNOWN_RIGHTS = {value for name, value in vars(rights).items() if name.isupper() and isinstance(value, str)}


def walk(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(address, pattern) of everything that can be asked for."""
    for pattern in patterns:
        address = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, address)
        else:
            yield address, pattern


EVERY = list(walk(get_resolver().url_patterns))


@pytest.mark.parametrize(("address", "pattern"), EVERY, ids=[address or "home" for address, _pattern in EVERY])
def test_every_view_carries_a_mark_that_names_real_rights(address, pattern):
    mark = getattr(pattern.callback, "mark", None)

    assert isinstance(mark, Mark), f"/{address}: mark the view with @allow(...) or @public()"
    assert set(mark.rights) <= KNOWN_RIGHTS


def test_only_login_language_and_a_citizens_report_need_no_login():
    public = {address for address, pattern in EVERY if pattern.callback.mark.is_public}

    assert public == {
        "login/",
        "language/",
        "report/",
        "mandatory_report/",
        "mandatory_report/receipt/",
        "mandatory_report/<str:county_code>/",
    }


CHILD, NOBODY = "child", "00000000-0000-7000-8000-000000000000"
PAGES = {  # address -> who comes in; all others get 403, whoever is not logged in the login
    "/files/": {"director", "colleague", "next_door", "supervisor", "civil_affairs", "reader", "police", "school"},
    "/supervise/": {"supervisor", "civil_affairs", "reader"},
    "/supervise/rows/": {"supervisor", "civil_affairs", "reader"},
    "/supervise/done/": {"supervisor", "civil_affairs", "reader"},
    "/choices/": {"civil_affairs"},
    "/choices/adopt/": {"civil_affairs"},
    "/choices/papers/": {"civil_affairs"},
    "/ledger/transfers/": {"supervisor", "civil_affairs"},
    "/calendars/": {"system_admin"},
    "/accounts/": {"security_admin"},
    "/accounts/new/": {"security_admin"},
    "/offices/": {"security_admin"},
    "/offices/new/": {"security_admin"},
    "/trail/": {"audit_admin"},
    "/hand-overs/": {
        "director",
        "colleague",
        "next_door",
        "supervisor",
        "civil_affairs",
        "police",
        "school",
        "security_admin",
    },
    "/cases/": {"supervisor", "civil_affairs", "police"},
    "/cases/glass/": {"supervisor", "civil_affairs", "police"},
    "/cases/hand-overs/": {"supervisor", "civil_affairs", "police"},
    "/cases/tasks/": {"director", "colleague", "next_door", "supervisor", "civil_affairs", "police", "school"},
    "/cases/silent/": set(),
    "/plans/": None,  # everybody
    "/plans/shenyang-2017-74/": None,
    "/plans/compare/?first=shenyang-2017-74&second=jinpu-2017-28": None,
    "/account/": None,
    "/messages/": None,
    "/mandatory_report/new/": {
        "director",
        "colleague",
        "next_door",
        "supervisor",
        "civil_affairs",
        "police",
        "school",
    },
    "/mandatory_report/intake/": {"supervisor", "civil_affairs", "police"},
    "/mandatory_report/counts/": {"supervisor", "civil_affairs", "reader"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_for_its_posts_and_refuses_the_others(cast, address):
    allowed = PAGES[address] if PAGES[address] is not None else set(cast.users) - {"stranger"}

    answers = {who: cast.client(who).get(address).status_code for who in cast.users if who != "stranger"}

    assert {who for who, status in answers.items() if status == 200} == allowed
    assert {status for who, status in answers.items() if who not in allowed} <= {403}


@pytest.mark.django_db
def test_home_leads_everybody_to_the_own_work(cast):
    homes = {who: cast.client(who).get("/") for who in cast.users}

    assert {who for who, home in homes.items() if home.status_code == 200} == {
        "director",
        "colleague",
        "next_door",
        "supervisor",
        "civil_affairs",
        "police",
        "school",
        "stranger",
    }
    assert homes["security_admin"].url == "/accounts/"
    assert homes["audit_admin"].url == "/trail/"
    assert homes["system_admin"].url == "/calendars/"
    assert homes["reader"].url == "/supervise/"


FILE_PAGES = ["/files/{child}/", "/files/{child}/story/", "/files/{child}/readings/"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", FILE_PAGES)
def test_a_childs_file_opens_here_and_is_not_there_for_the_others(cast, address):
    page = address.format(child=cast.child.pk)
    seen_by = ["director", "colleague", "supervisor", "civil_affairs", "reader", "police"]
    unseen_by = ["next_door", "stranger"]

    assert {who: cast.client(who).get(page).status_code for who in seen_by} == dict.fromkeys(seen_by, 200)
    assert {who: cast.client(who).get(page).status_code for who in unseen_by} == dict.fromkeys(unseen_by, 404)
    assert cast.client("security_admin").get(page).status_code == 403


@pytest.mark.django_db
def test_a_file_that_is_not_there_looks_like_one_that_is_next_door(cast):
    client = cast.client("next_door")

    missing = client.get(f"/files/{NOBODY}/")
    hidden = client.get(f"/files/{cast.child.pk}/")

    assert missing.status_code == hidden.status_code == 404
    assert missing.content == hidden.content


ACT = "/files/{child}/do/visit.done/"


@pytest.mark.django_db
def test_an_act_opens_for_its_post_refuses_the_reader_and_hides_from_the_neighbour(cast):
    page = ACT.format(child=cast.child.pk)

    assert cast.client("director").get(page).status_code == 200
    assert cast.client("colleague").get(page).status_code == 200
    assert cast.client("reader").get(page).status_code == 403
    assert cast.client("next_door").get(page).status_code == 404
    assert cast.client("stranger").get(page).status_code == 404
    assert cast.client("director").delete(page).status_code == 405


@pytest.mark.django_db
def test_a_page_that_only_shows_takes_no_post(cast):
    client = cast.client("civil_affairs")

    answers = {
        address: client.post(address).status_code
        for address in ("/", "/files/", "/supervise/", "/plans/", "/messages/")
    }

    assert set(answers.values()) == {405}


@pytest.mark.django_db
def test_an_address_without_arguments_answers_without_an_error_for_everybody(cast):
    """Whatever a room adds later is asked, too: no page may fail for any post."""
    failures = []
    for who in ("director", "civil_affairs", "school", "security_admin"):
        client = cast.client(who)
        for address, pattern in EVERY:
            if "<" not in address and "GET" in pattern.callback.mark.methods:
                status = client.get(f"/{address}").status_code
                if status >= 500:
                    failures.append((who, address, status))

    assert failures == []
