"""Listing, confirming, changing and leaving."""

from datetime import date

import pytest

from shouwang.access.models import Event
from shouwang.duties.models import Duty
from shouwang.duties.operations import GateClosed
from shouwang.mechanisms.ledger.operations import facts as life
from shouwang.mechanisms.ledger.operations import records as entries
from shouwang.mechanisms.ledger.operations import refusals
from shouwang.mechanisms.ledger.queries.present import get_present, mark_of
from shouwang.registry.models import Child, File
from shouwang.registry.operations import FileClosed, set_facts
from tests.factories import TODAY, make_child

pytestmark = pytest.mark.django_db


def _seen(file):
    return mark_of(get_present(file=file))


def _events(file):
    return list(Event.objects.filter(file_id=file.pk).order_by("entered_at", "id").values_list("what", flat=True))


def _duties(file):
    return set(Duty.objects.filter(file=file).values_list("rule", flat=True))


class TestListing:
    def test_a_child_who_meets_the_definition_is_listed_on_that_day(self, unlisted, doing):
        life.open_on_ledger(**doing(unlisted, on=date(2026, 11, 20)))

        assert Child.objects.get(pk=unlisted.pk).listed_on == date(2026, 11, 20)
        assert "ledger.refresh" in _duties(unlisted)

    def test_the_plan_refuses_a_child_with_both_parents_at_home(self, unlisted, doing):
        set_facts(file=unlisted, facts={"father.away": False, "mother.away": False})

        with pytest.raises(GateClosed) as closed:
            life.open_on_ledger(**doing(unlisted))

        assert closed.value.refusals[0].pack == "shenyang-2017-74"

    def test_nobody_is_listed_twice(self, listed, doing):
        with pytest.raises(refusals.AlreadyListed):
            life.open_on_ledger(**doing(listed))


class TestConfirming:
    @pytest.mark.proves("SY-3.1.2-x", "JP-2.2.1-b", "SX-3.4-c")
    def test_nothing_changed_closes_this_quarter(self, listed, doing):
        life.confirm(**doing(listed, seen=_seen(listed), is_unchanged=True, verified_by="visit", facts={}))

        assert _events(listed) == ["ledger.confirmed"]
        assert Duty.objects.get(file=listed, rule="ledger.refresh").due_on == date(2027, 3, 31)

    @pytest.mark.proves("SY-3.1.2-w", "SX-3.1.2-o", "YY-3.2-p", "BH-3.3-g")
    def test_what_is_different_is_written_and_told_as_a_change(self, listed, doing):
        facts = {"father.work_place": "广东省东莞市", "child.schooling": "junior"}

        life.confirm(**doing(listed, seen=_seen(listed), is_unchanged=False, verified_by="phone", facts=facts))

        assert set(_events(listed)) == {"ledger.changed", "ledger.confirmed"}
        assert get_present(file=listed)["father.work_place"] == "广东省东莞市"
        changed = Event.objects.get(file_id=listed.pk, what="ledger.changed")
        assert changed.detail["changed"] == ["child.schooling", "father.work_place"]

    def test_whoever_comes_second_is_told(self, listed, doing):
        seen = _seen(listed)
        life.change(**doing(listed, seen=seen, facts={"child.boarding": True}))

        with pytest.raises(refusals.ChangedMeanwhile):
            life.change(**doing(listed, seen=seen, facts={"child.boarding": False}))

        assert Child.objects.get(pk=listed.pk).boarding is True

    def test_neither_unchanged_nor_different_is_refused(self, listed, doing):
        with pytest.raises(refusals.NothingChanged):
            life.confirm(**doing(listed, seen=_seen(listed), is_unchanged=False, verified_by="visit", facts={}))

    def test_who_is_not_on_the_ledger_is_not_confirmed(self, unlisted, doing):
        with pytest.raises(refusals.NotListed):
            life.confirm(**doing(unlisted, seen=_seen(unlisted), is_unchanged=True, verified_by="visit", facts={}))

    def test_a_parent_come_home_is_reckoned_for_brother_and_sister_too(self, shenyang, listed, doing):
        brother = make_child(shenyang.place, name="李小弟")
        for fact in ("has_land", "has_homestead", "village_member", "low_income_area"):
            set_facts(file=brother, facts={f"child.{fact}": True})
        child, sister = Child.objects.get(pk=brother.pk), Child.objects.get(pk=listed.pk)
        child.father, child.mother = sister.father, sister.mother
        child.save()
        back = date(2026, 9, 1)
        facts = {"father.away": False, "father.home_since": back, "mother.away": False, "mother.home_since": back}

        life.change(**doing(listed, seen=_seen(listed), facts=facts))

        assert "ledger.exit" in _duties(brother)


class TestLeaving:
    def test_parents_back_is_written_down_and_the_record_is_read_only_afterwards(self, listed, doing):
        life.leave(**doing(listed, because="parents_back", home_since=date(2026, 11, 1)))

        child = Child.objects.select_related("father").get(pk=listed.pk)
        assert (child.exited_on, child.exited_because) == (TODAY, "parents_back")
        assert (child.father.away, child.father.home_since) == (False, date(2026, 11, 1))
        assert "ledger.refresh" not in _duties(listed)
        with pytest.raises(FileClosed):
            set_facts(file=listed, facts={"child.boarding": True})
        with pytest.raises(refusals.LeftTheLedger):
            life.change(**doing(listed, seen=_seen(listed), facts={"child.boarding": True}))

    def test_the_end_can_still_be_entered_in_the_ministrys_system(self, listed, doing):
        life.leave(**doing(listed, because="moved", moved_to="河北省"))

        entries.record_with_facts(
            what="ledger.system_entered", facts={"on": "child.system_entered_on"}, **doing(listed)
        )

        assert Child.objects.get(pk=listed.pk).system_entered_on == TODAY

    def test_sixteen_is_no_reason_for_a_child_of_ten(self, listed, doing):
        with pytest.raises(refusals.ReasonDoesNotHold):
            life.leave(**doing(listed, because="sixteen"))

    @pytest.mark.proves("SY-1-c")
    def test_at_sixteen_the_child_leaves(self, listed, doing):
        set_facts(file=listed, facts={"child.born_on": date(2010, 11, 1)})

        life.leave(**doing(listed, because="sixteen"))

        assert Child.objects.get(pk=listed.pk).exited_because == "sixteen"

    def test_who_left_can_be_listed_again(self, listed, doing):
        life.leave(**doing(listed, because="moved", moved_to="河北省", on=date(2026, 11, 1)))

        life.open_on_ledger(**doing(File.objects.get(pk=listed.pk)))

        child = Child.objects.get(pk=listed.pk)
        assert (child.exited_on, child.listed_on) == (None, TODAY)


class TestRecords:
    @pytest.mark.proves("SY-3.1.2-u", "JP-2.7.1-a")
    def test_categories_are_the_plans_own(self, listed, doing):
        entries.set_category(**doing(listed, categories=["hardship"]))

        assert Child.objects.get(pk=listed.pk).categories == ["hardship"]
        assert Event.objects.get(file_id=listed.pk).detail["categories"] == ["家庭生活困难"]

    @pytest.mark.proves("SY-1-e", "YY-1-b", "JP-2.7.1-b")
    def test_incapacity_is_confirmed_with_its_paper_and_the_day_to_look_again(self, listed, doing):
        given = {
            "parent": "mother",
            "incapable": "severe_illness",
            "basis": "医保局 2026-3 号",
            "review_on": date(2027, 3, 1),
        }

        entries.confirm_incapacity(**doing(listed, **given))

        mother = Child.objects.select_related("mother").get(pk=listed.pk).mother
        assert (mother.incapable, mother.incapable_confirmed) == ("severe_illness", True)
        assert mother.incapable_review_on == date(2027, 3, 1)

    @pytest.mark.proves("SY-3.1.2-n", "YY-3.2-i")
    def test_brother_and_sister_come_into_one_household(self, shenyang, listed, doing):
        brother = make_child(shenyang.place, name="李小弟")
        Child.objects.filter(pk=brother.pk).update(father_id=Child.objects.get(pk=listed.pk).father_id)

        entries.record_household(**doing(listed, head="李大爷", members=4))

        homes = set(File.objects.filter(pk__in=[listed.pk, brother.pk]).values_list("household__name", flat=True))
        assert homes == {"李大爷家"}
        assert "ledger.household" not in _duties(brother)
