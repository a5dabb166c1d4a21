"""How soon an agreement is to be renewed is the county's figure, not the program's."""

from datetime import timedelta

import pytest

from shouwang.duties.adopting import choose_figure
from shouwang.mechanisms.delegation.queries import list_agreements
from shouwang.mechanisms.delegation.tests.test_delegating import _assess, _name, _sign
from shouwang.page import clock
from tests.factories import TODAY, actor_of, adopt_plan, scope_of

pytestmark = pytest.mark.django_db


def test_what_is_soon_to_be_renewed_is_the_countys_choice(cast):
    _name(cast.child)
    _assess(cast.child)
    _sign(cast.child, until_on=TODAY + timedelta(days=20))
    scope, client = scope_of(cast.users["director"]), cast.client("director")

    assert list(list_agreements(scope=scope, state="expiring", today=TODAY)) == []
    assert "本县还没有选定" in client.get("/delegation/?state=expiring").text
    cast.enter()
    adopt_plan(cast.place, "jinpu-2017-28")
    for days, found in (("19 days", []), ("20 days", [cast.child])):
        given = {
            "pack_id": "jinpu-2017-28",
            "parameter": "delegation.renew_notice",
            "value": days,
            "reason": "试行",
        }
        by = actor_of(cast.users["civil_affairs"])
        choose_figure(county=cast.place.county, from_on=TODAY, by=by, at=clock.now(), **given)
        assert [one.file for one in list_agreements(scope=scope, state="expiring", today=TODAY)] == found
