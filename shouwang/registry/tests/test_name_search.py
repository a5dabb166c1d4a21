"""Searching inside names: the pieces of names stand in a table that triggers keep, and an index of it answers."""

import random
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import Q

from shouwang.access.database import enter_county
from shouwang.registry.merging import merge_files, undo_merge
from shouwang.registry.models import File, FileKind, NameGram
from shouwang.registry.names import bare
from shouwang.registry.operations import restore_file, set_facts, withdraw_file
from shouwang.registry.queries import search_files
from tests.factories import make_child, make_county, make_office, make_post, make_user, scope_of

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def reader(county):
    """Who reads the files of the whole county."""
    office = make_office(county, name="民政局", kind="bureau", region=county.region, functions=["civil_affairs"])
    make_post(user := make_user(county), office, "civil_affairs")
    return scope_of(user)


def _found(scope, text, **kind):
    return list(search_files(scope=scope, text=text, **kind).order_by("pinyin", "id"))


def _kept(file):
    """The pieces in the table, against those that the file's own row says."""
    rows = NameGram.objects.filter(county_id=file.county_id, file_id=file.pk)
    return set(rows.values_list("gram", "pinyin"))


def _due(file):
    file = File.objects.get(pk=file.pk)
    return {(gram, file.pinyin) for gram in file.grams}


class TestSearch:
    def test_finds_what_reading_every_name_finds(self, county, reader):
        chance = random.Random(3)
        for _ in range(60):
            make_child(county, name="".join(chance.sample("王李永汉明", k=chance.choice((2, 3, 3, 4)))))
        for text in ("王", "明", "永汉", "汉永", "王永汉", "永汉明", "李永汉明"):
            plain = File.objects.filter(county_id=county.county.pk, kind=FileKind.CHILD, name__contains=text)
            assert _found(reader, text) == list(plain.order_by("pinyin", "id")), text

    def test_finds_a_name_of_two_characters_and_one_with_a_dot(self, county, reader):
        short, long = make_child(county, name="田甜"), make_child(county, name="阿依古丽·买买提")

        assert _found(reader, "甜") == [short]
        assert _found(reader, "丽·买") == _found(reader, "丽买买") == _found(reader, "丽买") == [long]

    def test_finds_a_name_in_old_characters_by_those_of_today(self, county, reader):
        assert _found(reader, "晓峰") == []
        file = make_child(county, name="王曉峯")

        assert _found(reader, "晓峰") == _found(reader, "王晓峰") == [file]

    def test_shows_nobody_of_another_place(self, county, reader):
        here, there = make_child(county, name="王永汉"), make_child(county, village=county.villages[-1], name="李永汉")
        office = make_office(county, name="村", kind="village", region=county.villages[0], functions=["village"])
        make_post(user := make_user(county), office, "village_director")

        assert _found(scope_of(user), "永汉") == [here]
        assert _found(reader, "永汉") == sorted([here, there], key=lambda file: (file.pinyin, file.pk))

    def test_is_answered_by_the_index_under_row_security(self, county, reader):
        """As the serving role, and with many names in the table."""
        NameGram.objects.bulk_create(
            NameGram(county_id=county.county.pk, gram="甲", pinyin=str(at), file_id=f"{at:032x}") for at in range(3000)
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE registry_namegram, registry_file")
        plan = search_files(scope=reader, text="永汉").order_by("by_pinyin", "by_id")[:51].explain()

        assert "registry_namegram_pkey" in plan and "gram = '永汉'" in plan
        assert "Seq Scan on registry_namegram" not in plan


class TestTable:
    def test_follows_a_new_file_a_new_name_and_a_withdrawal(self, county):
        file = make_child(county, name="王永汉")
        assert _kept(file) == _due(file) and len(_kept(file)) == 5
        set_facts(file=file, facts={"child.name": "欧阳小雨"})
        assert _kept(file) == _due(file) and ("小雨", "ouyangxiaoyu") in _kept(file)
        withdraw_file(file=file, at=AT, because="误建")
        assert _kept(file) == set()
        restore_file(file=file)
        assert _kept(file) == _due(file) != set()

    def test_follows_a_merge_and_its_undoing(self, county, reader):
        kept, absorbed = make_child(county, name="王永汉"), make_child(county, name="王永汗")
        merge = merge_files(kept=kept, absorbed=absorbed, at=AT, user_id=None, reason="同一人")

        assert _found(reader, "永汗") == [] and _kept(absorbed) == set() and _kept(kept) == _due(kept)
        undo_merge(merge=merge, at=AT)
        assert _found(reader, "永汗") == [absorbed] and _kept(absorbed) == _due(absorbed)

    def test_follows_many_rows_at_once_and_what_does_not_concern_it_leaves_it_alone(self, county):
        files = [make_child(county, name=name) for name in ("王永汉", "李永", "田甜")]
        before = _place_of_rows()
        File.objects.filter(pk__in=[file.pk for file in files]).update(closed_on=AT.date())
        assert _place_of_rows() == before
        File.objects.filter(pk__in=[file.pk for file in files]).update(withdrawn_at=AT)
        assert not NameGram.objects.filter(file_id__in=[file.pk for file in files]).exists()

    def test_a_piece_of_another_county_is_neither_seen_nor_written(self, county, reader):
        theirs = make_child(make_county(), name="赵永汉")
        enter_county(county.county.pk)

        assert not NameGram.objects.filter(~Q(county_id=county.county.pk)).exists()
        assert _found(reader, "永汉") == []
        enter_county(theirs.county_id)
        assert _kept(theirs) == _due(theirs)

    def test_holds_the_bare_name(self, county):
        file = make_child(county, name="阿依古丽·买买提")

        assert bare(file.name)[3:5] in {gram for gram, _ in _kept(file)}


def _place_of_rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid::text, gram, file_id FROM registry_namegram ORDER BY 1")
        return cursor.fetchall()
