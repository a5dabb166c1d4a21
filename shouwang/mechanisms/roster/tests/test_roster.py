"""A roster from the Excel file to files and duties."""

import sys
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import xlsxwriter
from django.db import connection

from shouwang.access.database import enter_county
from shouwang.access.models import County, CountyRegion, Event, Region
from shouwang.access.operations import open_account, open_office, open_post, spread_jurisdictions
from shouwang.access.scope import Actor
from shouwang.duties.adopting import adopt_pack
from shouwang.duties.models import Duty, Mark
from shouwang.exchange.headers import match_headers
from shouwang.mechanisms.roster.checking import check_batch
from shouwang.mechanisms.roster.columns import ROSTER
from shouwang.mechanisms.roster.models import Batch
from shouwang.mechanisms.roster.operations import receive_roster, save_roster, withdraw_roster
from shouwang.mechanisms.roster.saving import save_batch, withdraw_batch
from shouwang.registry.models import Child, File, FileKind, Person

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
HEADER = (
    "镇街",
    "村",
    "孩子姓名",
    "性别",
    "出生年月日",
    "身份证号码",
    "父亲姓名",
    "父亲外出",
    "母亲姓名",
    "母亲外出",
    "有土地",
    "有宅基地",
    "属于村居",
    "农村低保范围",
)
LI = (
    "东关街道",
    "北村",
    "李 小明",
    "男",
    "2016.5.1",
    "210123201605010034",
    "李强",
    "是",
    "王芳",
    "是",
    "是",
    "是",
    "是",
    "是",
)
WU = ("东关街道", "北村", "吴一诺", "女", "20170302", "", "吴刚", "是", "孙丽", "否", "是", "是", "是", "是")


def _sheet(*rows, header=None):
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet()
        page.write(0, 0, "东关街道农村留守儿童花名册")
        for place, row in enumerate((header or HEADER, *rows), 1):
            for column, value in enumerate(row):
                page.write_string(place, column, value)
    return content.getvalue()


@pytest.fixture
def supervisor(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    place, path = None, ""
    for level, name in ((3, "康平县"), (4, "东关街道"), (5, "北村村委会")):
        path += f"{level}."
        short = name.removesuffix("村委会") + ("" if level < 5 else "村") if level == 5 else name
        place = Region.objects.create(
            parent=place, level=level, name=name, short_name=short, pinyin="", initials="", path=path
        )
    county = County.objects.create(name="康平县", code="210123")
    enter_county(county.id)
    CountyRegion.objects.create(county=county, region=place.parent.parent)
    office = open_office(
        county=county, name="东关街道办事处", kind="township", region=place.parent, functions=["township"]
    )
    open_office(county=county, name="北村村委会", kind="village", region=place, functions=["village"])
    spread_jurisdictions(county=county)
    adopt_pack(county=county, pack_id="shenyang-2017-74", from_on=date(2026, 1, 1), by=Actor(county.id), at=NOW)
    user = open_account(county=county, username="ducha", name="赵督导", password="a-long-password")
    user.held = open_post(
        user=user, office=office, role="township_supervisor", title="督导员", from_on=date(2026, 1, 1)
    )
    return user


def _check(supervisor, *rows):
    batch = receive_roster(user=supervisor, post=supervisor.held, file_name="a.xlsx", content=_sheet(*rows), at=NOW)
    check_batch(county_id=batch.county_id, batch_id=batch.pk)
    return Batch.objects.get(pk=batch.pk)


def _save(supervisor, *rows):
    batch = _check(supervisor, *rows)
    save_roster(batch=batch)
    save_batch(county_id=batch.county_id, batch_id=batch.pk)
    return Batch.objects.get(pk=batch.pk)


def _save_with(supervisor, **more):
    content = _sheet((*LI, *more.values()), header=(*HEADER, *more))
    batch = receive_roster(user=supervisor, post=supervisor.held, file_name="a.xlsx", content=content, at=NOW)
    check_batch(county_id=batch.county_id, batch_id=batch.pk)
    save_roster(batch=Batch.objects.get(pk=batch.pk))
    save_batch(county_id=batch.county_id, batch_id=batch.pk)
    return _children().get()


def _children():
    return File.objects.filter(kind=FileKind.CHILD, withdrawn_at__isnull=True)


class TestCheck:
    def test_counts_first_and_saves_nothing(self, supervisor):
        batch = _check(supervisor, LI, WU)

        assert batch.counts == {"new": 2, "same": 0, "changed": 0, "perhaps": 0, "refused": 0}
        assert not _children().exists()

    def test_refuses_an_unknown_village_and_the_second_of_two_equal_rows(self, supervisor):
        batch = _check(supervisor, LI, LI, ("东关街道", "南村", *WU[2:]))

        assert batch.counts["refused"] == 2

    def test_finds_the_same_child_and_what_changed(self, supervisor):
        _save(supervisor, LI)

        assert _check(supervisor, LI).counts["same"] == 1
        changed = (*LI[:9], "否", *LI[10:])
        assert _check(supervisor, changed).counts["changed"] == 1

    def test_several_answers_in_one_cell_are_the_same_when_sent_again(self, supervisor, monkeypatch):
        monkeypatch.setattr(sys.modules[__name__], "HEADER", (*HEADER, "家庭经济来源"))
        _save(supervisor, (*LI, "打工、种养殖"))

        assert _check(supervisor, (*LI, "种养殖、打工")).counts["same"] == 1
        assert _check(supervisor, (*LI, "打工")).counts["changed"] == 1

    def test_a_row_in_an_unknown_village_does_not_stand_in_the_way_of_its_correction_below(self, supervisor):
        batch = _check(supervisor, ("东关街道", "南村", *LI[2:]), LI)

        assert (batch.counts["new"], batch.counts["refused"]) == (1, 1)

    def test_a_child_without_a_number_is_perhaps_the_same_as_one_with(self, supervisor):
        _save(supervisor, LI)

        assert _check(supervisor, (*LI[:5], "", *LI[6:])).counts["perhaps"] == 1


class TestSave:
    def test_opens_files_lists_them_and_reckons_duties(self, supervisor):
        batch = _save(supervisor, LI, WU)

        assert batch.state == "saved"
        listed = _children().filter(child__listed_on__isnull=False)
        assert {file.name for file in listed} == {"李小明", "吴一诺"}
        assert Duty.objects.filter(file__in=listed, rule="ledger.refresh").exists()

    def test_the_planner_learns_of_the_first_piece(self, supervisor):
        """A county that the statistics do not know yet would be read as a whole for each row that is looked up by key."""
        _save(supervisor, LI, WU)
        with connection.cursor() as cursor:
            for model in (File, Person, Child, Mark, Event):
                cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [model._meta.db_table])
                assert cursor.fetchone() == (model.objects.count(),)

    def test_does_not_list_a_child_whose_parents_are_both_at_home(self, supervisor):
        _save(supervisor, (*LI[:7], "否", LI[8], "否", *LI[10:]))

        assert _children().get().child.listed_on is None

    def test_writes_over_what_changed(self, supervisor):
        _save(supervisor, LI)

        _save(supervisor, (*LI[:9], "否", *LI[10:]))

        assert _children().get().child.mother.away is False

    def test_can_be_withdrawn_as_a_whole(self, supervisor):
        batch = _save(supervisor, LI, WU)
        withdraw_roster(batch=batch)

        withdraw_batch(county_id=batch.county_id, batch_id=batch.pk)

        assert not _children().exists()
        assert not Duty.objects.filter(file__kind="child").exists()

    def test_a_withdrawal_gives_changed_facts_their_old_value_again(self, supervisor):
        _save(supervisor, LI)
        batch = _save(supervisor, (*LI[:9], "否", *LI[10:]), WU)
        withdraw_roster(batch=batch)

        withdraw_batch(county_id=batch.county_id, batch_id=batch.pk)

        assert [file.name for file in _children()] == ["李小明"]
        assert _children().get().child.mother.away is True


class TestCodes:
    """What an office writes in words is kept by the code of its standard, as the forms of the ledger keep it."""

    @pytest.mark.parametrize(("written", "code"), [("汉", "01"), ("满族", "11"), ("", None)])
    def test_peoples_by_gb_t_3304(self, supervisor, written, code):
        assert _save_with(supervisor, 民族=written).person.ethnicity == code

    @pytest.mark.parametrize("grade", ["二级", "2级", "2"])
    def test_disability_by_gb_t_26341(self, supervisor, grade):
        child = _save_with(supervisor, 身体状况="残疾", 残疾类别="肢体残疾", 残疾等级=grade).child

        assert (child.disability_kind, child.disability_grade) == ("4", 2)


def test_columns_behind_the_carers_name_are_the_carers_without_a_group_over_them():
    header = [
        "村",
        "姓名",
        "出生日期",
        "身份证号",
        "父亲姓名",
        "电话",
        "受委托人姓名",
        "与儿童关系",
        "身份证号",
        "手机号码",
    ]

    mapping = match_headers(sheet=ROSTER, header_rows=[header])

    assert {key: mapping.columns[key] for key in mapping.columns if mapping.columns[key] > 2} == {
        "child.citizen_id": 3,
        "father.name": 4,
        "father.phone": 5,
        "carer.name": 6,
        "carer.relation": 7,
        "carer.citizen_id": 8,
        "carer.phone": 9,
    }
    assert mapping.is_complete and not mapping.unmatched
