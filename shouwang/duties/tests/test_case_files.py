"""Rules about a case: its own facts and its child's, alone and among many the same rows."""

from datetime import UTC, date, datetime

import pytest

from shouwang.access.models import Office
from shouwang.access.scope import Actor
from shouwang.duties.bulk import list_refused_by_gate, rebuild_county, reckon_files
from shouwang.duties.models import Duty, Flip, Wake
from shouwang.duties.nightly import do_night
from shouwang.duties.operations import GateClosed, list_refusals, record_event
from shouwang.duties.reckoning import reckon_file
from shouwang.policy.tests.trial import write_pack
from shouwang.registry.casework import NotAChildOfTheCounty, name_child, open_case_file, set_case_facts
from shouwang.registry.merging import merge_files, undo_merge
from shouwang.registry.models import Case
from shouwang.registry.operations import FileClosed, UnknownFact, set_facts
from shouwang.registry.queries import get_facts, list_cases
from tests.factories import adopt_plan, make_child, make_county, make_office

DAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RULES = """
- {condition: case.open, title: 未结案, clauses: [TR-1-a], about: case, when: {case.closed_on: {known: false}}}
- {duty: case.see_child, title: 见到儿童, clauses: [TR-1-b], about: case, owner: [village, township],
   while: {all: [case.open, {case.child_seen_on: {known: false}}]}, within: 1 day, since: case.reported_on, done_by: visit.done}
- {duty: case.parents, title: 联系外出父母, clauses: [TR-1-b], about: case, owner: township,
   while: {all: [case.open, {father.away: true}, {child.age: {under: 16}}]}, within: 3 days, since: case.reported_on}
- {duty: case.assess, title: 评估, clauses: [TR-1-b], about: case, owner: township, on: emergency.handled, within: 15 days, done_by: assessment.incapable}
- {duty: case.follow, title: 回访, clauses: [TR-1-b], about: case, owner: village, while: {case.grounds: refused}, every: month, done_by: visit.done}
- {duty: child.report, title: 报公安, clauses: [TR-1-b], about: child, owner: village, while: {child.has_open_case: false}, within: 1 day}
- {gate: placement.ended, title: 儿童安全才能结束, clauses: [TR-1-c], about: case, require: {case.child_safe: true}}
- {gate: assessment.done, title: 各家出具意见, clauses: [TR-1-c], about: case,
   require: {event: assessment.opinion_given, by_each: [police, village, justice_bureau], after: assessment.convened}}
- {duty: case.assist, title: 协助, clauses: [TR-1-b], about: case, owner: police, on: cases.task_given, on_by: police,
   within: 3 days, done_by: emergency.assisted}
- {gate: placement.ended, title: 说的是儿童档案, clauses: [TR-1-c], require: {child.rural: true}}
"""


@pytest.fixture
def place(county, settings, tmp_path):
    settings.PACKS_DIR = write_pack(tmp_path, rules=RULES, service="", parameters="")
    make_office(county, name="张强镇政府", kind="township", region=county.townships[0], functions=["township"])
    make_office(county, name="北台村委会", kind="village", region=county.villages[0], functions=["village"])
    adopt_plan(county, "trial-2018-1")
    return county


def _open(place, child=None, **facts):
    given = {"case.reported_on": DAY} | {f"case.{key}": value for key, value in facts.items()}
    where = {} if child else {"village": place.villages[0]}
    return open_case_file(county=place.county, opened_on=DAY, facts=given, child_file=child, **where)


def _record(file, what, on=DAY, today=DAY, office=None):
    by = Actor(file.county_id, office_id=office.pk if office else None)
    return record_event(by=by, file=file, what=what, on=on, at=AT, today=today)


def _rows(file):
    columns = "rule owner trigger office village township school opens_on warn_on due_on last_done_on note".split()
    return sorted(Duty.objects.filter(file=file).values_list(*columns), key=str)


def _rules(file):
    return sorted({row[0] for row in _rows(file)})


class TestFactsOfACase:
    def test_are_its_own_and_none_of_a_child_while_nobody_knows_whose_it_is(self, place):
        file = _open(place, dangerous=True, grounds=["refused"])

        facts = get_facts(county_id=place.id, file_ids=[file.pk], kind="case")[file.pk]

        assert (facts["case.dangerous"], facts["case.grounds"], facts["case.child_safe"]) == (True, ["refused"], None)
        assert facts["case.child_named"] is False
        assert {facts[key] for key in facts if not key.startswith(("case.", "file."))} == {None}

    def test_are_its_childs_too_once_it_is_known(self, place):
        file = _open(place)
        name_child(file=file, child_file=make_child(place, father__away=True))

        facts = get_facts(county_id=place.id, file_ids=[file.pk], kind="case")[file.pk]

        assert (facts["father.away"], facts["child.born_on"], facts["child.on_ledger"]) == (
            True,
            date(2016, 5, 1),
            True,
        )
        assert (facts["file.kind"], facts["file.opened_on"]) == ("case", DAY)

    def test_keep_their_history(self, place):
        file = _open(place)
        set_case_facts(file=file, facts={"case.dangerous": True})
        set_case_facts(file=file, facts={"case.dangerous": False})

        assert [row.dangerous for row in Case.objects.get(pk=file.pk).history.order_by("pgh_id")][-1] is True

    def test_of_another_subject_are_refused(self, place):
        with pytest.raises(UnknownFact):
            set_case_facts(file=_open(place), facts={"child.rural": True})

    def test_of_a_closed_file_are_read_only(self, place):
        file = _open(place)
        file.closed_on = DAY
        with pytest.raises(FileClosed):
            set_case_facts(file=file, facts={"case.dangerous": True})

    def test_never_hang_on_a_child_of_another_county(self, place):
        case, stranger = _open(place), make_child(make_county("寿县"))
        with pytest.raises(NotAChildOfTheCounty):
            name_child(file=case, child_file=stranger)


class TestWhatAChildsRulesKnowOfItsCases:
    def _traces(self, child):
        facts = get_facts(county_id=child.county_id, file_ids=[child.pk])[child.pk]
        return facts["child.has_open_case"], facts["child.case_reported_on"]

    def test_is_that_one_is_open_and_when_it_came_in(self, place):
        child = make_child(place)
        assert self._traces(child) == (False, None)
        file = _open(place, child)
        assert self._traces(child) == (True, DAY)
        set_case_facts(file=file, facts={"case.closed_on": DAY})
        assert self._traces(child) == (False, DAY)

    def test_is_nothing_of_a_mistaken_or_withdrawn_one(self, place):
        child = make_child(place)
        file = _open(place, child)
        set_case_facts(file=file, facts={"case.mistaken": True, "case.closed_on": DAY})
        assert self._traces(child) == (False, None)
        other = _open(place, child)
        other.withdrawn_at = AT
        other.save()
        assert self._traces(child) == (False, None)

    def test_settles_the_duty_to_report_at_once(self, place):
        child = make_child(place)
        _record(child, "visit.done")
        assert _rules(child) == ["child.report"]
        _record(_open(place, child), "mandatory_report.received")
        assert _rules(child) == []


class TestDutiesOfACase:
    def test_come_with_its_first_event_for_those_who_lead_where_it_lies(self, place):
        file = _open(place, make_child(place, father__away=True))
        _record(file, "emergency.handled")

        assert _rules(file) == ["case.assess", "case.parents", "case.see_child"]
        assert Duty.objects.get(file=file, rule="case.see_child", owner="village").due_on == date(2026, 3, 3)
        assert Duty.objects.get(file=file, rule="case.see_child", owner="village").office.name == "北台村委会"

    def test_end_with_the_event_that_answers_them(self, place):
        file = _open(place)
        _record(file, "emergency.handled")
        _record(file, "visit.done")

        assert _rules(file) == ["case.assess"]
        assert Flip.objects.filter(file_id=file.pk, rule="case.see_child", new_state="done").count() == 2

    @pytest.mark.parametrize("has_child", [True, False])
    def test_are_the_same_alone_among_many_and_in_a_rebuild(self, place, has_child):
        file = _open(place, make_child(place, father__away=True) if has_child else None, grounds=["refused", "x"])
        _record(file, "emergency.handled")
        alone, wake = _rows(file), list(Wake.objects.filter(file_id=file.pk).values_list("wake_on"))
        assert ("case.parents" in _rules(file)) is has_child

        Duty.objects.filter(file=file, rule="case.see_child").delete()
        reckon_files(county_id=place.id, kind="case", file_ids=[file.pk], today=DAY, at=AT)
        assert _rows(file) == alone
        assert list(Wake.objects.filter(file_id=file.pk).values_list("wake_on")) == wake

        rebuild_county(county_id=place.id, today=DAY, at=AT)
        assert _rows(file) == alone
        assert list(Wake.objects.filter(file_id=file.pk).values_list("wake_on")) == wake

    def test_are_none_of_a_closed_file_either_way(self, place):
        file = _open(place)
        _record(file, "emergency.handled")
        file.closed_on = DAY
        file.save()

        reckon_file(file=file, today=DAY, at=AT)
        assert _rows(file) == []
        rebuild_county(county_id=place.id, today=DAY, at=AT)
        assert _rows(file) == []

    def test_follow_what_becomes_known_of_the_child(self, place):
        child = make_child(place, father__away=False)
        file = _open(place, child)
        _record(file, "emergency.handled")
        assert "case.parents" not in _rules(file)

        set_facts(file=child, facts={"father.away": True})
        _record(child, "visit.done")

        assert "case.parents" in _rules(file)

    def test_wake_on_the_childs_birthday(self, place):
        file = _open(place, make_child(place, father__away=True, child__born_on=date(2010, 3, 20)))
        _record(file, "emergency.handled")

        do_night(county_id=place.id, today=date(2026, 3, 19), at=AT)
        assert "case.parents" in _rules(file)
        do_night(county_id=place.id, today=date(2026, 3, 20), at=AT)
        assert "case.parents" not in _rules(file)

    def test_move_with_a_child_whose_two_files_become_one_and_back(self, place):
        kept, absorbed = make_child(place), make_child(place, name="李小明（重）")
        file = _open(place, absorbed)

        merge = merge_files(kept=kept, absorbed=absorbed, at=AT, user_id=None, reason="同一人")
        assert list_cases(file=kept) == [file]
        undo_merge(merge=merge, at=AT)
        assert list_cases(file=absorbed) == [file]


class TestGatesOfACase:
    def test_refuse_by_its_own_facts_only(self, place):
        file = _open(place)
        (refusal,) = list_refusals(file=file, what="placement.ended", today=DAY)

        assert (refusal.clauses, refusal.missing) == (("TR-1-c",), ("case.child_safe",))
        with pytest.raises(GateClosed):
            _record(file, "placement.ended")

    def test_refuse_among_many_what_they_refuse_alone(self, place):
        files = [_open(place, child_safe=safe) for safe in (True, False, None)]
        alone = {file.pk for file in files if list_refusals(file=file, what="placement.ended", today=DAY)}

        ids = [file.pk for file in files]
        refused = list_refused_by_gate(county_id=place.id, what="placement.ended", file_ids=ids, today=DAY, kind="case")
        assert refused == alone == set(ids[1:])


class TestWhatEachFunctionHasToAnswer:
    """Police and village have an office here, justice has none."""

    @pytest.fixture
    def offices(self, place):
        make_office(place, name="公安局", kind="police", region=place.region, functions=["police"])
        return {office.kind: office for office in Office.objects.filter(county_id=place.id)}

    def test_is_waited_for_of_each_that_somebody_leads(self, place, offices):
        files = [_open(place) for _ in range(4)]
        for file, given in zip(files, ((), ("police",), ("police", "police"), ("police", "village")), strict=True):
            _record(file, "assessment.convened", office=offices["township"])
            for kind in given:
                _record(file, "assessment.opinion_given", office=offices[kind])

        alone = {file.pk for file in files if list_refusals(file=file, what="assessment.done", today=DAY)}
        ids = [file.pk for file in files]
        among = {"county_id": place.id, "what": "assessment.done", "file_ids": ids, "today": DAY, "kind": "case"}
        assert list_refused_by_gate(**among) == alone == set(ids[:3])

    def test_is_not_waited_for_where_nobody_leads_and_the_event_says_so(self, place, offices):
        file = _open(place)
        for what, kind in (("convened", "township"), ("opinion_given", "police"), ("opinion_given", "village")):
            _record(file, f"assessment.{what}", office=offices[kind])

        assert _record(file, "assessment.done", office=offices["township"]).opened == {
            "nobody_leads": ["justice_bureau"]
        }

    def test_is_waited_for_as_soon_as_somebody_leads(self, place, offices):
        file = _open(place)
        for what, kind in (("convened", "township"), ("opinion_given", "police"), ("opinion_given", "village")):
            _record(file, f"assessment.{what}", office=offices[kind])
        make_office(place, name="司法局", kind="bureau", region=place.region, functions=["justice_bureau"])

        with pytest.raises(GateClosed):
            _record(file, "assessment.done", office=offices["township"])


class TestADutyThatBeginsWithWhatOneFunctionDid:
    def test_is_owed_after_that_office_alone_the_same_alone_and_in_a_rebuild(self, place):
        police = make_office(place, name="公安局", kind="police", region=place.region, functions=["police"])
        township = Office.objects.get(county_id=place.id, kind="township")
        asked, other = _open(place), _open(place)
        _record(asked, "cases.task_given", office=police)
        _record(other, "cases.task_given", office=township)
        rows = [_rows(file) for file in (asked, other)]

        assert ["case.assist" in {row[0] for row in found} for found in rows] == [True, False]
        rebuild_county(county_id=place.id, today=DAY, at=AT)
        assert [_rows(file) for file in (asked, other)] == rows
