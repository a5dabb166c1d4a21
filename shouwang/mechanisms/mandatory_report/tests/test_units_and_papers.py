"""Units that must report, numbers that betray nobody, papers, photos, a report begun on a child's page."""

from datetime import date, time, timedelta

import pytest

from shouwang.access.models import Reading
from shouwang.mechanisms.mandatory_report.models import Report, Reporter
from shouwang.mechanisms.mandatory_report.operations.receiving import Sender
from shouwang.mechanisms.mandatory_report.panels import count_hours, report_panel
from shouwang.mechanisms.mandatory_report.queries.counts import count_by_kind, hide_small
from shouwang.mechanisms.mandatory_report.queries.plan import list_circumstances, must_report
from shouwang.mechanisms.mandatory_report.tests import pictures
from shouwang.mechanisms.mandatory_report.tests.conftest import AT
from shouwang.mechanisms.mandatory_report.tests.doing import do
from shouwang.registry.models import Attachment, Case
from tests import factories

pytestmark = pytest.mark.django_db
SHENYANG = "shenyang-2017-74"


def listed(client, query):
    """{file: who is responsible there} of the page of units."""
    units = client.get(f"/mandatory_report/units/?{query}").context["units"]
    return {unit.file.pk: unit.named.opened["person"] if unit.named else None for unit in units}


class TestUnits:
    @pytest.fixture
    def plan(self, place):
        factories.adopt_plan(place, SHENYANG)

    @pytest.mark.proves("SY-3.1.4-a")
    def test_a_unit_without_a_responsible_person_and_with_untold_staff_is_listed_so(self, cast, place, plan):
        village = factories.make_unit(place, kind="village", region=place.villages[0])
        client = cast.client("civil_affairs")

        before = listed(client, "only=unnamed")
        do(client, village, "mandatory_report.responsible_named", person="王责任")
        after, everything = listed(client, "only=unnamed"), listed(client, "kind=village")

        assert {village.pk: None} == before
        assert after == {}
        assert everything == {village.pk: "王责任"}

    def test_only_kinds_of_unit_that_the_plan_names_are_listed(self, cast, place, plan):
        court = factories.make_office(place, name="县人民法院", kind="court", region=place.region, functions=["court"])
        hospital = factories.make_office(
            place, name="县人民医院", kind="hospital", region=place.region, functions=["medical_institution"]
        )
        factories.make_unit(place, kind="office", office=court)
        factories.make_unit(place, kind="office", office=hospital)

        page = cast.client("civil_affairs").get("/mandatory_report/units/").content.decode()

        assert "县人民医院" in page
        assert "县人民法院" not in page

    def test_a_federation_must_report_where_the_plan_says_so_and_is_a_citizen_elsewhere(self, place, plan):
        county_id = place.id

        there = must_report(county_id=county_id, on=factories.TODAY, functions=frozenset({"womens_federation"}))
        elsewhere = must_report(county_id=county_id, on=date(2020, 1, 1), functions=frozenset({"womens_federation"}))

        assert (there, elsewhere) == ("womens_federation", "citizen")

    def test_the_circumstances_are_the_plans_and_without_a_plan_the_usual_ones(self, place, plan):
        with_plan = list_circumstances(county_id=place.id, on=factories.TODAY)
        without = list_circumstances(county_id=place.id, on=date(2020, 1, 1))

        assert [item.clause for item in with_plan if item.key == "violence"] == ["SY-3.1.4-f"]
        assert {item.key for item in without} >= {"violence", "missing", "other_circumstance"}
        assert without[-1].key == "other_circumstance"


class TestWhoMayReportWhat:
    @pytest.fixture
    def jinpu(self, place):
        factories.adopt_plan(place, "jinpu-2017-28")
        return place

    def keys(self, place, *functions):
        items = list_circumstances(county_id=place.id, on=factories.TODAY, functions=frozenset(functions))
        return [item.key for item in items]

    @pytest.mark.proves("JP-2.6.1-b", "JP-2.6.1-c")
    def test_a_federation_has_jinpus_own_list_without_missing_children(self, jinpu):
        assert "missing" not in self.keys(jinpu, "womens_federation")
        assert "missing" in self.keys(jinpu, "school")
        federation = must_report(county_id=jinpu.id, on=factories.TODAY, functions=frozenset({"womens_federation"}))
        assert federation == "womens_federation"

    @pytest.mark.proves("JP-3.1.2-b", "SY-3.1.4-k")
    def test_a_village_has_the_children_of_special_concern_besides(self, jinpu):
        assert "uncared" in self.keys(jinpu, "village")
        assert "uncared" not in self.keys(jinpu, "school")

    def test_a_citizen_may_tick_whatever_the_plan_names(self, jinpu):
        assert {"uncared", "missing", "other_circumstance"} <= set(self.keys(jinpu))
        assert self.keys(jinpu)[-1] == "other_circumstance"

    @pytest.mark.proves("BH-4.1-a", "SX-3.1.4-a", "YY-4.1-a", "JP-3.1-a")
    @pytest.mark.parametrize("pack", ["binhai-2017-10", "shouxian-2016-278", "yunyang-2017-2", "jinpu-2017-28"])
    def test_the_seven_kinds_of_unit_must_report_and_a_bank_need_not(self, place, pack):
        factories.adopt_plan(place, pack)
        seven = ("school", "medical_institution", "village", "social_work_org", "rescue_station", "welfare_institution")
        kinds = {one: must_report(county_id=place.id, on=factories.TODAY, functions=frozenset({one})) for one in seven}

        assert kinds == {one: one for one in seven}
        assert must_report(county_id=place.id, on=factories.TODAY, functions=frozenset({"enterprise"})) == "citizen"


class TestCounts:
    @pytest.fixture
    def counted(self, place, report):
        factories.adopt_plan(place, SHENYANG)
        for kind, many in (("school", 7), ("village", 6), ("medical_institution", 2), ("citizen", 9)):
            for _one in range(many):
                report(Sender(kind=kind))
        return count_by_kind(county_id=place.id, year=2026, on=factories.TODAY)

    def test_a_number_under_five_is_not_shown(self, counted):
        many = {line.key: line.many for line in counted.lines}

        assert (many["school"], many["village"], many["citizen"]) == (7, 6, 9) or many["village"] is None
        assert many["medical_institution"] is None
        assert counted.total == 24

    def test_no_hidden_number_can_be_reckoned_from_the_others(self, counted):
        shown = sum(line.many for line in counted.lines if line.many is not None)
        hidden = [line for line in counted.lines if line.many is None]

        assert len(hidden) > 1
        assert counted.total - shown >= counted.smallest

    def test_the_page_shows_it_to_supervisors_of_the_county(self, cast, counted):
        page = cast.client("civil_affairs").get("/mandatory_report/counts/").content.decode()

        assert "少于5" in page
        assert cast.client("director").get("/mandatory_report/counts/").status_code == 403

    @pytest.mark.parametrize(
        ("many", "shown"),
        [
            ({"a": 9, "b": 8, "c": 7}, {"a": 9, "b": 8, "c": 7}),
            ({"a": 9, "b": 8, "c": 1}, {"a": 9, "b": None, "c": None}),
            ({"a": 9, "b": 4, "c": 1}, {"a": 9, "b": None, "c": None}),
            ({"a": 9, "b": 1, "c": 1}, {"a": None, "b": None, "c": None}),
            ({"a": 0, "b": 0}, {"a": None, "b": None}),
        ],
    )
    def test_small_numbers_hide_and_take_another_with_them(self, many, shown):
        assert hide_small(many, smallest=5) == shown


class TestPapers:
    def test_the_slip_holds_what_was_reported(self, cast, place, report):
        from io import BytesIO

        from docx import Document

        file = report(
            place=place.villages[0],
            course="背上有伤",
            harm="bodily",
            gravity="injured",
            child_name="李𬱟𬺈",
            child_age=8,
            found_on=date(2026, 11, 22),
            found_at=time(8, 0),
        ).report.file
        answer = cast.client("police").get(f"/mandatory_report/{file.pk}/report_slip/?as=docx")

        tables = Document(BytesIO(answer.content)).tables
        words = "".join(cell.text for table in tables for row in table.rows for cell in row.cells)
        for word in ("背上有伤", "身体伤害", "已受伤", "李𬱟𬺈", "2026年11月22日08:00", "北台村"):
            assert word in words
        cast.enter()
        assert Reading.objects.filter(file_id=file.pk, what="print", user=cast.users["police"]).count() == 1

    @pytest.mark.parametrize("paper", ["report_slip", "acceptance_receipt"])
    def test_it_is_previewed_and_printed_as_pdf(self, cast, place, report, paper):
        file = report(place=place.villages[0]).report.file
        client = cast.client("police")

        assert client.get(f"/mandatory_report/{file.pk}/{paper}/").status_code == 200
        assert client.get(f"/mandatory_report/{file.pk}/{paper}/?as=pdf").content.startswith(b"%PDF-")

    def test_the_poster_is_printed_for_a_units_wall(self, cast, place):
        factories.adopt_plan(place, SHENYANG)
        village = factories.make_unit(place, kind="village", region=place.villages[0])

        answer = cast.client("director").get(f"/mandatory_report/{village.pk}/poster/")

        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")


class TestPanel:
    def test_hours_from_noticing_to_the_report_are_red_beyond_the_countys_choice(self, cast, place, report):
        factories.adopt_plan(place, SHENYANG)
        scope = factories.scope_of(cast.users["police"])
        found = AT.astimezone().date()
        late = report(found_on=found - timedelta(days=1), found_at=time(8, 0)).report
        silent = report(course="没说时间").report

        panels = [report_panel(one.file, scope, factories.TODAY)["reports"][0] for one in (late, silent)]

        assert [one.is_late for one in panels] == [True, False]
        assert count_hours(silent) is None
        assert panels[0].hours == count_hours(late) > 24

    def test_photos_open_for_whoever_reads_the_case_and_for_nobody_else(self, cast, place, report):
        from django.core.files.uploadedfile import SimpleUploadedFile

        file = report(place=place.villages[0], files=[SimpleUploadedFile("a.png", pictures.png())]).report.file
        address = f"/cases/{file.pk}/attachments/{Attachment.objects.get(file=file).pk}/"

        answers = {
            who: cast.client(who).get(address) for who in ("police", "civil_affairs", "director", "school", "reader")
        }

        assert {who: one.status_code for who, one in answers.items()} == {
            "police": 200,
            "civil_affairs": 200,
            "director": 403,
            "school": 403,
            "reader": 403,
        }
        assert answers["police"].headers["Content-Type"] == "image/png"


def test_the_cases_page_tells_the_police_what_was_reported_and_the_way_to_the_seal(cast, place, report):
    file = report(place=place.villages[0], course="听见哭声", wants_protection=True).report.file

    page = cast.client("police").get(f"/cases/{file.pk}/").content.decode()
    others = cast.client("civil_affairs").get(f"/cases/{file.pk}/").content.decode()

    assert "听见哭声" in page and "报告人请求保护" in page
    assert f"/mandatory_report/{file.pk}/reporter/" in page
    assert "听见哭声" in others
    assert f"/mandatory_report/{file.pk}/reporter/" not in others


class TestFromAChildsPage:
    def test_a_report_begun_on_a_childs_page_hangs_on_its_file_and_leaves_no_reading(self, cast, place):
        client = cast.client("director")
        page = client.get(f"/mandatory_report/new/?child={cast.child.pk}").content.decode()
        form = {"circumstances": ["uncared"], "form_key": "k", "child": str(cast.child.pk)}

        client.post("/mandatory_report/new/", form)

        cast.enter()
        assert cast.child.name in page
        case = Case.objects.get()
        assert case.child_file == cast.child
        assert case.file.village == place.villages[0]
        assert not Reading.objects.filter(user=cast.users["director"]).exists()

    def test_a_child_of_the_next_village_cannot_be_named_so(self, cast, place):
        client = cast.client("next_door")
        form = {"circumstances": ["uncared"], "form_key": "k", "child": str(cast.child.pk)}

        page = client.get(f"/mandatory_report/new/?child={cast.child.pk}").content.decode()
        client.post("/mandatory_report/new/", form)

        cast.enter()
        assert cast.child.name not in page
        assert Case.objects.get().child_file is None
        assert Report.objects.count() == Reporter.objects.count() == 1
