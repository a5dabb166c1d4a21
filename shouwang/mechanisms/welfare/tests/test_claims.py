"""What a family is entitled to is found by the plan's rules, applied for, decided, and followed up."""

from datetime import UTC, date, datetime

import pytest

from shouwang.mechanisms.welfare import forms, operations
from shouwang.mechanisms.welfare.models import Claim
from shouwang.mechanisms.welfare.queries import list_claims_within, list_entitlements
from tests.factories import TODAY, actor_of, adopt_plan, make_case, make_child, scope_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 2, tzinfo=UTC)


def step(cast):
    return {"by": actor_of(cast.users["civil_affairs"]), "on": TODAY, "at": AT, "today": TODAY}


def test_a_claim_goes_from_the_first_word_to_the_end(cast):
    operations.offer_benefits(file=cast.child, benefits=["社会救助", "儿童福利保障"], **step(cast))
    assert {claim.benefit: claim.state for claim in Claim.objects.all()} == {
        "社会救助": "offered",
        "儿童福利保障": "offered",
    }

    operations.apply_for_benefit(file=cast.child, benefit="社会救助", **step(cast))
    claim = Claim.objects.get(benefit="社会救助")
    operations.decide_claim(
        file=cast.child, claim=claim, is_granted=True, number="2026-18", from_on=TODAY, **step(cast)
    )
    operations.deliver_benefit(file=cast.child, claim=claim, result="按月发放", **step(cast))

    claim.refresh_from_db()
    assert (claim.state, claim.decided_on, claim.number) == ("delivered", TODAY, "2026-18")
    assert Claim.objects.count() == 2


def test_nothing_is_decided_that_nobody_applied_for_and_nothing_delivered_that_was_refused(cast):
    operations.offer_benefits(file=cast.child, benefits=["社会救助"], **step(cast))
    claim = Claim.objects.get()
    with pytest.raises(operations.NotApplied):
        operations.decide_claim(file=cast.child, claim=claim, is_granted=True, **step(cast))

    operations.apply_for_benefit(file=cast.child, benefit="社会救助", **step(cast))
    claim.refresh_from_db()
    operations.decide_claim(file=cast.child, claim=claim, is_granted=False, **step(cast))
    with pytest.raises(operations.NotGranted):
        operations.deliver_benefit(file=cast.child, claim=claim, result="发放", **step(cast))


def test_the_facts_say_what_may_be_due_and_what_is_still_to_be_asked(cast):
    adopt_plan(cast.place)
    case = make_case(cast.place, child=cast.child, neglect=True, hardship=True)

    found = {one.name: one for one in list_entitlements(file=case, today=TODAY)}

    assert (found["社会救助"].outcome, found["社会救助"].clause) == ("yes", "SY-3.2.8-g")
    assert found["法律援助（优先）"].outcome == "unknown"
    assert found["法律援助（优先）"].missing == ("case.needs_legal_aid",)
    assert "儿童福利保障" not in found


def test_an_end_before_the_beginning_is_refused_in_words(cast):
    claims = Claim.objects.filter(pk=operations_claim(cast).pk)
    given = {"claim": claims[0].pk, "is_granted": "yes", "from_on": "2026-11-02", "until_on": "2026-11-01", "on": TODAY}
    form = forms.Decided(given, today=TODAY, claims=claims)

    assert set(form.errors) == {"until_on"}


def operations_claim(cast):
    operations.apply_for_benefit(file=cast.child, benefit="社会救助", **step(cast))
    return Claim.objects.get()


def test_the_list_ends_where_the_scope_ends(cast):
    operations_claim(cast)
    far = make_child(cast.place, name="远方", village=cast.place.villages[3], opened_on=date(2026, 1, 5))
    operations.apply_for_benefit(file=far, benefit="社会救助", **step(cast))

    assert [claim.file for claim in list_claims_within(scope=scope_of(cast.users["director"]))] == [cast.child]
    assert len(list_claims_within(scope=scope_of(cast.users["civil_affairs"]))) == 2
    page = cast.client("director").get("/welfare/")
    assert cast.child.name in page.text
    assert "远方" not in page.text
