"""The story of a case: short on its page and whole beside it, with what came from joined reports, and its veiled numbers."""

from datetime import UTC, datetime

import pytest

from shouwang.access.models import Reading
from shouwang.duties.operations import record_case_event
from shouwang.mechanisms.cases.operations.identity import join_cases
from shouwang.mechanisms.cases.queries.page import STORY_SHOWN
from shouwang.mechanisms.placement.operations import receive_child
from tests.factories import TODAY, actor_of, make_case

pytestmark = pytest.mark.django_db
PHONE = "13912345678"
AT = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture
def case(cast):
    return make_case(cast.place, child=cast.child, violence=True)


def tell(cast, case, what, **detail):
    given = {"on": TODAY, "at": AT, "today": TODAY, "detail": detail}
    return record_case_event(by=actor_of(cast.users["police"]), file=case, what=what, **given)


@pytest.fixture
def named(cast, case):
    """The phone of who answers for the child in temporary care."""
    step = {"by": actor_of(cast.users["police"]), "on": TODAY, "today": TODAY, "at": AT}
    event = receive_child(
        file=case, place_kind="village", place_name="村委会", keeper="王主任", keeper_phone=PHONE, **step
    )
    return f"kept.{event.pk}.0"


def unveil(cast, case, who, field, reason="要给家长打电话"):
    answer = cast.client(who).post(f"/cases/{case.pk}/unveil/", {"field": field, "reason": reason})
    cast.enter()
    return answer


class TestUnveiling:
    def test_a_number_is_masked_until_somebody_says_why(self, cast, case, named):
        for page in ("", "story/"):
            shown = cast.client("police").get(f"/cases/{case.pk}/{page}").text
            assert "139****5678" in shown
            assert PHONE not in shown

        assert PHONE in unveil(cast, case, "police", named).text
        reading = Reading.objects.get(file_id=case.pk, what="unveil")
        assert (reading.user, reading.detail["field"]) == (cast.users["police"], named)
        assert reading.detail["reason"] == "要给家长打电话"

    def test_without_a_reason_nothing_is_shown_and_nothing_is_written(self, cast, case, named):
        answer = unveil(cast, case, "police", named, reason="")
        assert answer.status_code == 422
        assert PHONE not in answer.text
        assert not Reading.objects.filter(what="unveil").exists()

    def test_whoever_does_not_act_on_the_case_gets_nothing(self, cast, case, named):
        assert unveil(cast, case, "director", named).status_code == 403
        assert unveil(cast, case, "reader", named).status_code == 403
        other = make_case(cast.place, village=cast.place.villages[2])
        assert unveil(cast, other, "supervisor", named).status_code == 404

    def test_what_is_no_veiled_line_of_this_case_is_not_there(self, cast, case, named):
        other = make_case(cast.place, village=cast.place.villages[0])
        assert unveil(cast, other, "police", named).status_code == 404
        assert unveil(cast, case, "police", named.replace(".0", ".7")).status_code == 404
        assert unveil(cast, case, "police", "person.citizen_id").status_code == 422


class TestTheWholeStory:
    def test_the_page_shows_the_latest_and_leads_to_all(self, cast, case):
        for _time in range(STORY_SHOWN + 3):
            tell(cast, case, "emergency.evidence_taken")

        page = cast.client("police").get(f"/cases/{case.pk}/")
        assert len(page.context["story"]) == STORY_SHOWN
        assert f"/cases/{case.pk}/story/" in page.text
        every = cast.client("police").get(f"/cases/{case.pk}/story/").context["story"]
        assert len(every) == STORY_SHOWN + 4

    def test_what_was_done_on_a_joined_case_says_where_it_comes_from(self, cast, case):
        first, second = (make_case(cast.place, village=cast.place.villages[0]) for _time in range(2))
        tell(cast, first, "emergency.stopped")
        step = {"by": actor_of(cast.users["police"]), "on": TODAY, "today": TODAY, "at": AT, "reason": "同一名儿童"}
        join_cases(file=second, absorbed=first, **step)
        join_cases(file=case, absorbed=second, **step)

        told = cast.client("police").get(f"/cases/{case.pk}/story/").context["story"]
        assert {one.origin for one in told if one.event.what == "emergency.stopped"} == {first.number}
        assert {one.origin for one in told} == {"", first.number, second.number}


def test_a_panel_with_nothing_in_it_is_not_drawn(cast, case):
    titles = {str(one["panel"].title) for one in cast.client("police").get(f"/cases/{case.pk}/").context["panels"]}
    assert titles == set()
