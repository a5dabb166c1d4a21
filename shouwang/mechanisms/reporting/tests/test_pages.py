"""From a duty's button to a report that is sent, copied and signed for."""

from datetime import date

import pytest

from shouwang.access.scope import Actor
from shouwang.duties.adopting import adopt_pack
from shouwang.mechanisms.reporting.models import Receipt, Submission
from shouwang.page import clock
from tests.factories import make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def township(cast):
    place = cast.place
    by, at = Actor(place.id), clock.now()
    adopt_pack(county=place.county, pack_id="jinpu-2017-28", from_on=date(2026, 1, 1), by=by, at=at)
    return make_unit(place, kind="township", region=place.townships[0])


def _do(cast, who, township, event):
    return cast.client(who).get(f"/files/{township.pk}/do/{event}/")


def _send(cast, township):
    answer = cast.client("supervisor").post(f"/reporting/units/{township.pk}/", {"note": ""})
    cast.enter()
    return answer


def test_the_duty_to_send_leads_to_the_summary_where_it_is_sent(cast, township):
    led = _do(cast, "supervisor", township, "reporting.township_submitted")
    page = cast.client("supervisor").get(led.url)
    sent = _send(cast, township)

    assert led.url == f"/reporting/units/{township.pk}/"
    assert page.status_code == 200
    assert sent.url == f"/reporting/{Submission.objects.get(unit=township).pk}/"


def test_the_duty_to_sign_leads_to_the_newest_report(cast, township):
    before = _do(cast, "civil_affairs", township, "reporting.township_acknowledged")
    waiting = cast.client("civil_affairs").get(before.url)
    _send(cast, township)
    page = cast.client("civil_affairs").get(before.url, follow=True)
    cast.enter()

    assert waiting.url == "/reporting/"
    assert page.redirect_chain[-1][0] == f"/reporting/{Submission.objects.get(unit=township).pk}/"
    assert "/acknowledge/" in page.content.decode()


def test_the_police_sign_for_their_copy_where_the_report_is_read(cast, township):
    _send(cast, township)
    copy = Receipt.objects.get(function="police", submission__unit=township)
    page = cast.client("police").get(f"/reporting/units/{township.pk}/latest/", follow=True)
    cast.client("police").post(f"/reporting/copies/{copy.pk}/sign/")
    cast.enter()

    assert f"/reporting/copies/{copy.pk}/sign/" in page.content.decode()
    assert Receipt.objects.get(pk=copy.pk).received_at is not None


def test_a_post_of_another_township_finds_no_report_here(cast, township):
    _send(cast, township)

    assert _do(cast, "stranger", township, "reporting.township_acknowledged").status_code == 404
    assert cast.client("director").get(f"/reporting/units/{township.pk}/").status_code == 404
