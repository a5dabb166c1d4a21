"""What the handbook shows, taken from the program: each post at its desk (1440) and on its phone (360).

A page that answers with an error, scrolls sideways or complains in the console fails. PICTURES=docs/pictures keeps the pictures:
`PICTURES=docs/pictures make test ARGS=tests/browser/test_handbook_pictures.py`.
"""

import os
from pathlib import Path

import pytest
from django.db import transaction

from shouwang.duties.opening import bring_in
from tests import cast as people
from tests import factories
from tests.browser.test_pages_in_the_browser import enter, watched
from tests.crawl import AT, furnish

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["watched"]
DESK, PHONE = (1440, 900), (360, 740)
PACKS = ("jinpu-2017-28", "minors-law-2021")
PICTURES = [  # name, who, address, size
    ("police-home", "police", "/", PHONE),
    ("police-case", "police", "/cases/{case}/", DESK),
    ("police-step", "police", "/files/{case}/do/emergency.investigated/", PHONE),
    ("township-home", "supervisor", "/", DESK),
    ("township-hand-over", "supervisor", "/cases/hand-overs/", DESK),
    ("township-case", "supervisor", "/cases/{case}/", PHONE),
    ("case", "supervisor", "/cases/{case}/", DESK),
    ("cases", "supervisor", "/cases/", DESK),
    ("case-closing", "supervisor", "/files/{case}/do/cases.closed/", DESK),
    ("township-assessment", "supervisor", "/files/{case}/do/assessment.done/", PHONE),
    ("civil-affairs-board", "civil_affairs", "/cases/", DESK),
    ("civil-affairs-opinion", "civil_affairs", "/files/{case}/do/assessment.opinion_given/", PHONE),
    ("hospital-case", "medical", "/cases/{case}/", DESK),
    ("hospital-treatment", "medical", "/files/{case}/do/emergency.treated/", PHONE),
    ("procuratorate-silent", "procurator", "/cases/silent/", DESK),
    ("procuratorate-advice", "procurator", "/files/{case}/do/intervention.advised/", PHONE),
    ("court-case", "judge", "/cases/{case}/", DESK),
    ("court-ruling", "judge", "/files/{case}/do/intervention.ruled/", PHONE),
    ("village-home", "director", "/", PHONE),
    ("village-care", "director", "/files/{case}/do/placement.day_noted/", PHONE),
    ("school-tasks", "school", "/cases/tasks/", PHONE),
    ("school-report", "school", "/mandatory_report/new/", DESK),
    ("shelter-care", "shelter", "/placement/", PHONE),
    ("lead-office-silent", "lead_office", "/cases/silent/", PHONE),
    ("bureau-home", "bureau", "/", PHONE),
    ("citizen-report", "", "/mandatory_report/{county}/", PHONE),
]


@pytest.fixture
def county(transactional_db, settings):
    settings.TODAY, settings.SECOND_FACTOR = factories.TODAY.isoformat(), False
    with transaction.atomic():
        cast = people.make_cast()
        for pack in PACKS:
            factories.adopt_plan(cast.place, pack)
        case = furnish(cast)["case"]
        for function in ("court", "rescue_station"):
            bring_in(file=case, function=function, at=AT)
    return cast, {"case": case.pk, "county": cast.place.county.code, "child": cast.child.pk}


def keep(page, name):
    """What is seen without scrolling: the handbook is read over thin lines."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_each_post_sees_its_pages_whole_at_a_desk_and_on_a_phone(watched, county):
    cast, ids = county
    here, sideways = None, {}
    for name, who, address, size in sorted(PICTURES, key=lambda one: one[1]):
        watched.set_viewport_size({"width": size[0], "height": size[1]})
        if who != here:
            watched.context.clear_cookies()
            here = who
            if who:
                enter(watched, cast.users[who])
        assert watched.goto(address.format(**ids)).status == 200, (who, address)
        watched.wait_for_load_state("networkidle")
        sideways[name] = watched.evaluate("document.documentElement.scrollWidth") - size[0]
        keep(watched, name)

    assert {name: by for name, by in sideways.items() if by > 0} == {}
