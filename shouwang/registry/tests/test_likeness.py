"""One person or two: what officials write differently is seen through, what families share is not mistaken for it."""

from dataclasses import replace
from datetime import date

import pytest

from shouwang.registry import citizen_id
from shouwang.registry.likeness import Record, blocking_keys, compare_records, find_alike
from shouwang.registry.lunar import list_solar_days, may_be_same_day
from shouwang.registry.name_likeness import compare_names


def number(*, born="20140501", sequence="012", prefix="210123"):
    first17 = prefix + born + sequence
    return first17 + citizen_id.check_character(first17)


CHILD = Record(
    name="李晓婷",
    born_on=date(2014, 5, 1),
    sex="female",
    citizen_id=number(),
    village=11,
    township=1,
    father="李建军",
    mother="王秀兰",
    phones=("19900001234",),
)
WITHOUT_NUMBER = replace(CHILD, citizen_id=None)


def verdict(**changes):
    return compare_records(WITHOUT_NUMBER, replace(CHILD, **changes)).verdict


def test_the_same_number_and_name_are_certain():
    match = compare_records(CHILD, replace(CHILD, village=12, mother=None))
    assert match.is_certain
    assert match.reasons[0].code == "id_same"


def test_a_number_shared_by_mistake_is_never_certain():
    match = compare_records(CHILD, replace(CHILD, name="赵志刚"))
    assert match.verdict == "perhaps"
    assert {"id_same", "name_other"} <= {reason.code for reason in match.reasons}


def test_nothing_is_certain_without_a_number():
    assert compare_records(WITHOUT_NUMBER, WITHOUT_NUMBER).verdict == "perhaps"
    assert compare_records(CHILD, WITHOUT_NUMBER).verdict == "perhaps"


@pytest.mark.parametrize(
    "written",
    ["李小婷", "李晓亭", "李曉婷", "李晓?", "李晓ting", "李 晓 婷", "李xiao婷", "李晓停", "黎晓婷", "李晓嫡"],
)
def test_slips_in_the_name_are_seen_through(written):
    assert verdict(name=written) == "perhaps"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (date(2014, 5, 29), "birth_lunar"),
        (date(2014, 1, 5), "birth_swapped"),
        (date(2014, 5, 11), "birth_slip"),
        (date(2015, 5, 1), "birth_slip"),
    ],
)
def test_slips_in_the_birthday_are_seen_through(written, reason):
    match = compare_records(WITHOUT_NUMBER, replace(CHILD, born_on=written))
    assert match.verdict == "perhaps"
    assert reason in {found.code for found in match.reasons}


def test_one_wrong_digit_in_the_number_is_seen_through():
    wrong = replace(CHILD, citizen_id=number(born="20140502"), born_on=date(2014, 5, 2))
    assert compare_records(CHILD, wrong).verdict == "perhaps"
    swapped = replace(CHILD, citizen_id=number(prefix="210132"))
    assert compare_records(CHILD, swapped).verdict == "perhaps"


def test_a_former_name_counts():
    assert verdict(name="李招娣", former_names=("李晓婷",)) == "perhaps"


def test_a_child_that_moved_and_whose_mother_remarried_is_still_seen():
    assert verdict(village=99, township=9, father="孙强") == "perhaps"


def test_a_ledger_without_birthdays_still_finds_the_child_by_both_parents():
    assert verdict(born_on=None, phones=()) == "perhaps"


@pytest.mark.parametrize("sister", ["李晓雯", "李晓丽", "李梦琪"])
def test_twins_are_two_children(sister):
    twin = replace(CHILD, name=sister, citizen_id=number(sequence="014"))
    match = compare_records(CHILD, twin)
    assert match.verdict == "different"
    assert "twins" in {reason.code for reason in match.reasons}
    assert compare_records(WITHOUT_NUMBER, twin).verdict == "different"


def test_twins_are_two_children_even_when_nothing_is_told_of_their_parents():
    one = replace(CHILD, father=None, mother=None)
    other = replace(one, name="李晓雯", citizen_id=number(sequence="014"))
    assert compare_records(one, other).verdict == "different"


def test_sisters_are_two_children():
    sister = replace(CHILD, name="李晓雯", born_on=date(2016, 8, 9), citizen_id=None)
    match = compare_records(WITHOUT_NUMBER, sister)
    assert match.verdict == "different"
    assert "siblings" in {reason.code for reason in match.reasons}


def test_two_children_of_one_common_name_in_two_townships_are_two():
    other = Record(name="王浩", born_on=date(2013, 2, 2), village=21, township=2, father="王强", mother="刘芳")
    one = Record(name="王浩", born_on=date(2012, 9, 8), village=11, township=1, father="王军", mother="李霞")
    assert compare_records(one, other).verdict == "different"


def test_the_order_of_the_two_does_not_matter():
    other = replace(CHILD, name="李小停", born_on=date(2014, 5, 11), citizen_id=None)
    assert compare_records(CHILD, other) == compare_records(other, CHILD)


def test_every_reason_has_its_sentence():
    for reason in compare_records(CHILD, replace(CHILD, name="赵志刚", sex="male")).reasons:
        assert str(reason)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "李小婷"},
        {"name": "李晓亭", "citizen_id": None},
        {"born_on": date(2014, 5, 29), "citizen_id": None, "name": "李小婷"},
        {"citizen_id": None, "born_on": None, "name": "李晓停"},
        {"citizen_id": None, "born_on": date(2014, 1, 5), "village": 99, "township": 9},
    ],
)
def test_blocking_loses_no_likeness(changes):
    other = replace(CHILD, **changes)
    assert set(blocking_keys(WITHOUT_NUMBER)) & set(blocking_keys(other))


def test_the_batch_finds_the_likeliest_first():
    known = [
        replace(CHILD, name="李晓雯", citizen_id=number(sequence="014")),
        replace(CHILD, name="李小婷", citizen_id=None),
        CHILD,
        Record(name="王浩"),
    ]
    [alike] = find_alike([CHILD], known)
    assert [place for place, _ in alike] == [2, 1]
    assert alike[0][1].is_certain


def test_names_of_minorities_are_compared_whole():
    assert compare_names("阿依古丽·买买提", "阿依古丽•买买提").kind == "same"
    assert compare_names("阿依古丽·买买提", "阿依古力·买买提").is_alike
    assert not compare_names("阿依古丽·买买提", "古丽娜尔·买买提").is_alike


def test_a_traditional_date_is_the_ordinary_one_of_that_day():
    assert list_solar_days(2016, 1, 1) == (date(2016, 2, 8),)
    assert list_solar_days(2020, 4, 3) == (date(2020, 4, 25), date(2020, 5, 25))
    assert may_be_same_day(date(2016, 1, 1), date(2016, 2, 8))
    assert list_solar_days(1800, 1, 1) == ()
