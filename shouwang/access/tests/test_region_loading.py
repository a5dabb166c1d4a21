"""Loading divisions: once whole, twice nothing new, and a region keeps its own key when its name changes."""

from datetime import date

import pytest

from shouwang.access.divisions import Division, read_places
from shouwang.access.models import Region, RegionCode
from shouwang.access.queries import search_regions
from shouwang.access.region_loading import OrphanDivision, load_divisions

pytestmark = pytest.mark.django_db


@pytest.fixture
def kangping():
    return load_divisions(divisions=read_places(under="210123"))


def test_a_county_is_loaded_with_all_that_stands_above_it(kangping):
    assert kangping.added == Region.objects.count() == 198
    county = RegionCode.objects.get(scheme="nbs", code="210123").region
    assert county.path == f"{county.parent.parent_id}.{county.parent_id}.{county.id}."
    assert Region.objects.filter(path__startswith=county.path, level=5).count() == 180


def test_loading_again_changes_nothing(kangping):
    before = set(Region.objects.values_list("id", "name"))
    again = load_divisions(divisions=read_places(under="210123"))
    assert (again.added, again.renamed, again.known) == (0, 0, 198)
    assert set(Region.objects.values_list("id", "name")) == before


def test_more_counties_join_the_same_tree(kangping):
    more = load_divisions(divisions=read_places(under="210124"))
    assert more.known == 2
    assert Region.objects.filter(level=2).count() == 1


def test_a_new_name_keeps_the_region(kangping):
    village = Region.objects.filter(level=5).first()
    code = village.codes.get(scheme="nbs").code
    loaded = load_divisions(divisions=[Division(code, "幸福村委会")])
    village.refresh_from_db()
    assert loaded.renamed == 1
    assert (village.name, village.short_name, village.pinyin) == ("幸福村委会", "幸福村", "xingfucun")


def test_former_codes_of_a_county_are_dated(kangping):
    former = RegionCode.objects.get(code="211225")
    assert (former.valid_from, former.valid_to) == (date(1984, 1, 1), date(1991, 12, 31))
    assert former.region.short_name == "康平县"


@pytest.mark.parametrize("typed", ["海洲窝堡", "haizhouwopu", "hzwpx", "210123206"])
def test_a_township_is_found_by_name_pinyin_initials_and_code(kangping, typed):
    assert search_regions(text=typed)[0].short_name == "海洲窝堡乡"


def test_a_private_character_is_reported_and_loaded_as_it_is(kangping):
    loaded = load_divisions(divisions=[Division("210123001999", "高\ue170村委会")])
    assert [division.code for division in loaded.repairs] == ["210123001999"]


def test_a_division_without_its_parent_is_refused_whole(kangping):
    with pytest.raises(OrphanDivision):
        load_divisions(divisions=[Division("210123001998", "新村村委会"), Division("999999001001", "无村")])
    assert not RegionCode.objects.filter(code="210123001998").exists()
