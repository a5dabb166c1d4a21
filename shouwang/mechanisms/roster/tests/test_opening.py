"""Many children at once against one by one: the same people, files, records and care, row by row."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from shouwang.access.encryption import (
    UnreadableValue,
    blind_index,
    blind_index_column,
    decrypt,
    decrypt_column,
    encrypt,
    encrypt_column,
)
from shouwang.access.keys import new_ids
from shouwang.mechanisms.roster.drafting import Draft, name_files
from shouwang.mechanisms.roster.opening import Opening, fill_opening, stage_children, write_records
from shouwang.mechanisms.roster.sealing import seal_rows, unseal, unseal_rows
from shouwang.registry.models import CareSpell, Child, File, Kin, Person
from shouwang.registry.operations import begin_care, new_person, open_child_file
from tests import factories

TODAY = date(2026, 3, 20)
FULL = {
    "name": "欧阳·吐尔逊", "child.sex": "female", "child.ethnicity": "01", "child.born_on": date(2015, 2, 28),
    "child.citizen_id": "210123201502280021", "child.hukou_registered": True, "child.hukou_place": "C:\\路\\1号",
    "child.address": "北台村3组\\12号", "child.has_land": False, "child.health": "disabled", "child.disability_grade": 2,
    "child.boarding": True, "child.schooling": "primary", "child.school_name": "中心小学", "child.class_name": "三（2）班",
    "child.lives_alone": False, "child.income": ["wages", "relief"], "child.relief": ["dibao"],
    "father.name": "欧阳强", "father.citizen_id": "210123198001010010", "father.away": True,
    "father.away_since": date(2024, 2, 1), "father.work_place": "广东省东莞市", "father.phone": "13800000001",
    "mother.name": "王芳", "mother.away": False, "mother.incapable": "severe_illness", "mother.phone": "13800000002",
    "carer.name": "王建国", "carer.relation": "grandparent", "carer.phone": "13800000003", "carer.address": "北台村",
}  # fmt: skip
BARE = {"name": "李明", "child.born_on": date(2017, 1, 1)}
NO_PAPERS = {"name": "吕女儿", "child.born_on": date(2016, 1, 1), "child.no_citizen_id_because": "未登记户口"}
ODD_NAME = {"name": '𠮷田{a,"b"}\\N', "child.born_on": date(2016, 1, 1), "mother.away": True}
BY_A_PARENT = {"name": "陈一", "child.born_on": date(2016, 1, 1), "carer.name": "陈父", "carer.relation": "parent"}
ROWS = (FULL, BARE, NO_PAPERS, ODD_NAME, BY_A_PARENT)
NOT_THE_SAME = {
    "id",
    "file",
    "number",
    "person",
    "father",
    "mother",
    "carer",
    "batch_id",
    "citizen_id",
    "phone",
    "address",
}


@pytest.fixture
def place(db):
    return factories.make_county()


def open_together(place, rows):
    """Through the columns; returns the files in order."""
    village = place.villages[0]
    where = {"village_id": village.pk, "township_id": village.parent_id}
    sealed = seal_rows([{key: _marked(value) for key, value in (row | where).items()} for row in rows])
    draft = Draft(unseal_rows(sealed), name_files([None] * len(rows)))
    opening = Opening(place.county, TODAY, uuid4())
    fill_opening(county=opening.county, draft=draft)
    stage_children(opening=opening, draft=draft)
    write_records(opening=opening, draft=draft, refused=None)
    return [File.objects.get(pk=file_id) for file_id in draft.file_ids]


def _marked(value):
    return f"@day:{value}" if isinstance(value, date) else value


def open_alone(place, row):
    facts = {key: value for key, value in row.items() if key.partition(".")[0] in ("child", "father", "mother")}
    file = open_child_file(
        county=place.county, village=place.villages[0], name=row["name"], opened_on=TODAY, facts=facts
    )
    carer = {key.partition(".")[2]: value for key, value in row.items() if key.startswith("carer.")}
    relation = carer.pop("relation", None)
    if carer:
        kind = "parents" if relation == "parent" else "informal"
        person = new_person(county_id=place.county.pk, **carer)
        begin_care(file=file, kind=kind, carer=person, relation=relation, from_on=TODAY)
    return file


def shown(record):
    """A row as it is compared: sealed fields opened, keys left out, blind indexes with them."""
    if record is None:
        return None
    values = {
        field.name: bytes(value) if isinstance(value := field.value_from_object(record), memoryview) else value
        for field in record._meta.concrete_fields
        if field.name not in NOT_THE_SAME
    }
    return values | {
        name: getattr(record, name) for name in ("citizen_id", "phone", "address") if hasattr(record, name)
    }


def whole(file):
    child = Child.objects.get(pk=file.pk)
    spell = CareSpell.objects.filter(file=file).first()
    people = [file.person, child.father, child.mother, spell and spell.carer]
    return {"file": shown(file), "child": shown(child), "care": shown(spell), "people": [shown(one) for one in people]}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_together_is_as_one_by_one(place, row):
    together, _other = open_together(place, [row, BARE])

    assert whole(together) == whole(open_alone(place, row))


def test_no_history_is_left_of_a_child_that_was_only_opened(place):
    open_together(place, ROWS)

    with connection.cursor() as cursor:
        for table in ("registry_childevent", "registry_personevent", "registry_fileevent"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,)


class TestSharedPeople:
    BROTHER = {
        "name": "李大",
        "child.born_on": date(2014, 1, 1),
        "father.name": "李父",
        "father.citizen_id": "210123198001010010",
    }
    SISTER = BROTHER | {"name": "李二", "child.born_on": date(2016, 1, 1)}

    def test_children_of_one_roster_share_their_father(self, place):
        brother, sister = open_together(place, [self.BROTHER, self.SISTER])

        assert brother.child.father_id == sister.child.father_id is not None

    def test_a_child_of_a_later_roster_too(self, place):
        brother = File.objects.get(pk=open_alone(place, self.BROTHER).pk)
        (sister,) = open_together(place, [self.SISTER])

        assert brother.child.father_id == sister.child.father_id
        assert Person.objects.filter(name="李父").count() == 1

    def test_a_carer_of_one_may_be_the_father_of_another(self, place):
        carer = {"carer.name": "李父", "carer.citizen_id": self.BROTHER["father.citizen_id"]}
        brother, cousin = open_together(place, [self.BROTHER, BARE | carer])

        assert CareSpell.objects.get(file=cousin).carer_id == brother.child.father_id


def test_grandparents_become_kin_of_the_child(place):
    (file,) = open_together(place, [BARE | {"kin61.name": "李祖", "kin61.born_on": date(1950, 1, 1)}])

    kin = Kin.objects.get(child=file.person)
    assert (kin.relation, kin.person.name, kin.person.born_on) == ("61", "李祖", date(1950, 1, 1))


class TestColumns:
    """What goes by the column is what goes one by one."""

    TEXTS = ("210123201502280021", None, "", "13800000001")

    @pytest.mark.parametrize("cipher", ["aes", "sm4"])
    def test_blind_indexes(self, settings, cipher):
        settings.FIELD_CIPHER = cipher

        assert blind_index_column(self.TEXTS, purpose="phone") == [
            blind_index(text, purpose="phone") if text else None for text in self.TEXTS
        ]

    @pytest.mark.parametrize("cipher", ["aes", "sm4"])
    def test_sealed_values_open_either_way(self, settings, cipher):
        settings.FIELD_CIPHER = cipher
        sealed = encrypt_column(self.TEXTS, place="a.b")

        assert [one and decrypt(one, place="a.b") for one in sealed] == [
            "210123201502280021",
            None,
            None,
            "13800000001",
        ]
        assert decrypt_column([encrypt("x", place="a.b"), None], place="a.b") == ["x", None]
        with pytest.raises(UnreadableValue):
            decrypt_column(sealed, place="a.c")

    def test_rows(self):
        row = {"name": "李", "day": "@day:2016-05-01", "nothing": None, "several": ["a"]}

        (sealed,) = seal_rows([row])

        assert unseal(sealed) == {"name": "李", "day": date(2016, 5, 1), "several": ["a"]}

    def test_keys_rise_and_differ(self):
        ids = new_ids(9000)

        assert len(set(ids)) == 9000
        assert [one[:16] for one in ids] == sorted(one[:16] for one in ids)
        assert {(one[12], one[16]) for one in ids} == {("7", "8")}
