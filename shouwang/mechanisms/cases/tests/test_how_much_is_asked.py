"""How often a page of cases asks the database, however many cases there are and however long their story is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwang.duties.operations import record_case_event
from shouwang.mechanisms.cases.tests.conftest import AT
from tests.factories import TODAY, actor_of, make_case

pytestmark = pytest.mark.django_db
BOARD, CASE = 18, 31
"""Of these seven are every page's: session, account, county, posts."""


class TestHowMuchIsAsked:
    def asked(self, plan, who, address, **query):
        client = plan.client(who)
        client.get(address, query)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address, query).status_code == 200
        return len(asked)

    @pytest.mark.parametrize(
        "query", [{}, {"state": "late"}, {"state": "look_back"}, {"stage": "closed"}, {"at": "end"}]
    )
    def test_a_board_of_many_asks_no_more_than_a_board_of_one(self, plan, case, query):
        before = self.asked(plan, "police", "/cases/", **query)
        for place in (0, 0, 1, 2):
            make_case(plan.place, village=plan.place.villages[place])

        assert self.asked(plan, "police", "/cases/", **query) <= before <= BOARD

    def test_a_case_with_a_long_story_asks_no_more_than_a_young_one(self, plan, case):
        before = self.asked(plan, "police", f"/cases/{case.pk}/")
        by = actor_of(plan.users["police"])
        for what in ("emergency.accepted", "emergency.on_site", "emergency.evidence_taken") * 3:
            record_case_event(by=by, file=case, what=what, on=TODAY, at=AT, today=TODAY)

        assert self.asked(plan, "police", f"/cases/{case.pk}/") <= before + 2 <= CASE
