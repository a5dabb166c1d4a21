"""A report from the township to the county, with copies, signatures and a return."""

from datetime import UTC, date, datetime

import pytest

from shouwang.access.database import enter_county
from shouwang.access.models import County, CountyRegion, Event, Region
from shouwang.access.operations import open_office, spread_jurisdictions
from shouwang.access.scope import Actor
from shouwang.duties.adopting import adopt_pack, choose_suggestions
from shouwang.duties.models import Duty
from shouwang.mechanisms.reporting.models import Receipt
from shouwang.mechanisms.reporting.operations import (
    AlreadyAnswered,
    AlreadySent,
    ChecksBroken,
    acknowledge_report,
    return_report,
    sign_copy,
    submit_report,
)  # fmt: skip
from shouwang.mechanisms.reporting.queries import get_figures, get_period
from shouwang.mechanisms.reporting.summary import columns_for, count_figures, find_broken, place_child
from shouwang.registry.models import File
from shouwang.registry.operations import begin_care, new_person, open_child_file, open_unit_file

TODAY, NOW = date(2026, 3, 20), datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
BOY = {"child.born_on": date(2016, 5, 1), "child.sex": "male", "child.schooling": "primary", "child.boarding": False}


@pytest.fixture
def township(db):
    place, path = None, ""
    for level, name in ((3, "金普新区"), (4, "炮台街道"), (5, "北村")):
        path += f"{level}."
        place = Region.objects.create(
            parent=place, level=level, name=name, short_name=name, pinyin="", initials="", path=path
        )
    county = County.objects.create(name="金普新区", code="210213")
    enter_county(county.id)
    root = place.parent.parent
    CountyRegion.objects.create(county=county, region=root)
    open_office(county=county, name="炮台街道办事处", kind="township", region=place.parent, functions=["township"])
    for name in ("公安一分局", "公安二分局"):
        open_office(
            county=county,
            name=name,
            kind="police",
            region=root if name[2] == "二" else place.parent,
            functions=["police"],
        )
    open_office(county=county, name="社会事业局", kind="bureau", region=root, functions=["education_bureau"])
    open_office(county=county, name="民政局", kind="bureau", region=root, functions=["civil_affairs"])
    spread_jurisdictions(county=county)
    adopt_pack(county=county, pack_id="jinpu-2017-28", from_on=date(2026, 1, 1), by=Actor(county.id), at=NOW)
    unit = open_unit_file(
        county=county, kind="township", name="炮台街道", opened_on=date(2026, 1, 1), region=place.parent
    )
    facts = BOY | {"child.listed_on": date(2026, 2, 1)}
    open_child_file(county=county, village=place, name="李小明", opened_on=date(2026, 2, 1), facts=facts)
    return unit


def _submit(unit):
    by = Actor(unit.county_id)
    period = get_period(county_id=unit.county_id, kind=unit.kind, today=TODAY)
    return submit_report(by=by, unit=unit, period=period, today=TODAY, at=NOW)


class TestSubmitReport:
    @pytest.mark.proves("JP-2.2.1-d")
    def test_closes_the_quarters_duty_and_locks_the_figures(self, township):
        submission = _submit(township)

        assert submission.figures["columns"][0] == 1
        assert submission.figures["uncollected"]["hukou"] == 1
        due = Duty.objects.filter(file=township, rule__startswith="reporting").values_list("due_on", flat=True)
        assert date(2026, 6, 30) in due

    def test_is_refused_a_second_time(self, township):
        _submit(township)

        with pytest.raises(AlreadySent):
            _submit(township)

    def test_is_refused_while_a_child_of_sixteen_is_listed(self, township):
        facts = BOY | {"child.born_on": date(2010, 3, 1), "child.listed_on": date(2026, 2, 1)}
        village = Region.objects.get(level=5)
        open_child_file(county=township.county, village=village, name="王大", opened_on=date(2026, 2, 1), facts=facts)

        with pytest.raises(ChecksBroken):
            _submit(township)

    @pytest.mark.proves("JP-2.2.1-e")
    def test_a_copy_goes_to_the_police_of_that_street_and_counts_when_signed(self, township):
        submission = _submit(township)
        police = Receipt.objects.get(submission=submission, function="police", office__name="公安一分局")

        assert not Event.objects.filter(what="reporting.copied_police").exists()
        for receipt in Receipt.objects.filter(submission=submission, function="police"):
            sign_copy(by=Actor(township.county_id), receipt=receipt, today=TODAY, at=NOW)

        assert Event.objects.filter(what="reporting.copied_police").exists()
        with pytest.raises(AlreadyAnswered):
            sign_copy(by=Actor(township.county_id), receipt=police, today=TODAY, at=NOW)


class TestAnswer:
    def test_a_returned_report_is_sent_again_as_a_new_version(self, township):
        submission = _submit(township)
        return_report(by=Actor(township.county_id), submission=submission, because="漏一名", today=TODAY, at=NOW)

        again = _submit(township)

        assert again.version == 2

    def test_of_two_at_once_one_wins_and_the_other_is_told(self, township):
        submission = _submit(township)
        acknowledge_report(by=Actor(township.county_id), submission=submission, today=TODAY, at=NOW)

        with pytest.raises(AlreadyAnswered):
            return_report(by=Actor(township.county_id), submission=submission, because="x", today=TODAY, at=NOW)

    def test_what_was_signed_for_may_be_brought_up_to_date(self, township):
        acknowledge_report(by=Actor(township.county_id), submission=_submit(township), today=TODAY, at=NOW)

        again = _submit(township)

        assert (again.version, list(township.submissions.order_by("version").values_list("state", flat=True))) == (
            2,
            ["replaced", "submitted"],
        )


class TestPeriod:
    def test_is_the_plans_own_a_quarter_for_a_township(self, township):
        period = get_period(county_id=township.county_id, kind="township", today=TODAY)
        last = get_period(county_id=township.county_id, kind="township", today=TODAY, which="last")

        assert period == (date(2026, 1, 1), date(2026, 3, 31))
        assert last == (date(2025, 10, 1), date(2025, 12, 31))

    @pytest.mark.proves("JP-2.2.2-c")
    def test_is_what_the_county_chose_for_a_village(self, township):
        county, by = township.county, Actor(township.county_id)
        given = {"pack_id": "jinpu-2017-28", "from_on": date(2026, 1, 1), "by": by, "at": NOW}
        choose_suggestions(county=county, reason="测试", **given)

        assert get_period(county_id=county.pk, kind="village", today=TODAY) == (date(2026, 3, 1), date(2026, 3, 31))


class TestFigures:
    def test_the_children_behind_a_column_and_a_gap_are_the_same_that_were_counted(self):
        girl = {"child.born_on": date(2023, 1, 1), "child.sex": "female", "child.schooling": "kindergarten"}
        unknown = {"child.born_on": date(2010, 1, 1)}
        figures = count_figures([BOY, girl, unknown], on=TODAY)

        placed = [place_child(one, on=TODAY) for one in (BOY, girl, unknown)]

        assert {column: sum(column in one.columns for one in placed) for column in figures.columns} == figures.columns
        assert figures.uncollected["schooling"] == sum("schooling" in one.gaps for one in placed) == 1
        assert "overage" in placed[2].gaps

    @pytest.mark.parametrize(
        ("functions", "told", "not_told"),
        [({"education_bureau"}, {13, 24}, {20, 32}), ({"police"}, {20, 32}, {13, 24}), ({"union"}, {1, 10}, {13, 20}),
         ({"civil_affairs", "police"}, {1, 13, 32}, set())],
    )  # fmt: skip
    def test_a_copy_is_cut_to_the_task(self, functions, told, not_told):
        columns = columns_for(functions)

        assert told <= columns and not columns & not_told

    def test_what_nobody_asked_is_a_bucket_of_its_own(self):
        figures = count_figures([{"child.born_on": date(2016, 5, 1), "child.sex": "female"}], on=TODAY)

        assert figures.columns[5] == figures.columns[7] == 1
        assert figures.uncollected["schooling"] == 1
        assert find_broken(figures) == []

    @pytest.mark.parametrize(
        ("facts", "column"),
        [
            ({"care.kind": "agreement", "carer.relation": "grandparent"}, 26),
            ({"care.kind": "informal", "carer.relation": "relative", "child.guardianship_kind": "good"}, 27),
            ({"care.kind": "institution"}, 27),
            ({"care.kind": "parents"}, 28),
            ({"care.kind": "none"}, 29),
            ({"child.guardianship_kind": "unattended"}, 29),
            ({"child.guardianship_kind": "parent_incapable"}, 28),
            ({"child.guardianship_kind": "good"}, None),
            ({"care.kind": "informal"}, None),
        ],
    )
    def test_who_really_looks_after_a_child_decides_its_column(self, facts, column):
        placed = place_child(BOY | facts, on=TODAY)

        assert placed.columns & {26, 27, 28, 29} == ({column} if column else set())
        assert ("guardianship" in placed.gaps) == (column is None)

    def test_the_carer_is_that_of_the_cut_off_day(self, township):
        file = File.objects.get(kind="child")
        begin_care(file=file, kind="none", from_on=date(2026, 2, 1))
        carer = new_person(county_id=file.county_id, name="李桂兰")
        begin_care(file=file, kind="informal", carer=carer, relation="grandparent", from_on=date(2026, 3, 10))

        def columns(on):
            return [column for column in (26, 27, 28, 29) if get_figures(unit=township, on=on).columns[column]]

        assert (columns(date(2026, 3, 9)), columns(date(2026, 3, 10))) == ([29], [26])

    def test_a_child_without_a_sex_breaks_the_check(self):
        figures = count_figures([{"child.born_on": date(2016, 5, 1)}], on=TODAY)

        assert [one.columns for one in find_broken(figures)] == ["5=6+7"]
