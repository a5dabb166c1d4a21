"""Pages by key."""

import pytest
from django.test import RequestFactory

from shouwang.page.lists import page_of
from shouwang.registry.models import File
from tests.factories import make_child

pytestmark = pytest.mark.django_db
NAMES = ["安安", "白露", "陈晨", "丁宁", "方圆"]


@pytest.fixture
def files(county):
    for name in NAMES:
        make_child(county, name=name)
    return File.objects.filter(kind="child")


def get(files, order=("pinyin", "id"), **query):
    page = page_of(files, RequestFactory().get("/", query), order=order, size=2)
    return page, [file.name for file in page.items]


class TestPageOf:
    def test_walks_forward_to_the_last_page(self, files):
        first, first_names = get(files)
        second, second_names = get(files, after=first.last_key)
        third, third_names = get(files, after=second.last_key)

        assert first_names + second_names + third_names == NAMES
        assert (first.has_before, first.has_after) == (False, True)
        assert (second.has_before, second.has_after) == (True, True)
        assert (third.has_before, third.has_after) == (True, False)

    def test_walks_back_by_the_same_way(self, files):
        end, end_names = get(files, at="end")
        before, before_names = get(files, before=end.first_key)

        assert end_names == ["丁宁", "方圆"]
        assert before_names == ["白露", "陈晨"]
        assert before.has_after and before.has_before

    def test_falls_when_asked_to(self, files):
        first, names = get(files, order=("-pinyin", "-id"))
        _second, more = get(files, order=("-pinyin", "-id"), after=first.last_key)

        assert names + more == ["方圆", "丁宁", "陈晨", "白露"]

    def test_rows_with_others_joined_to_them_keep_the_order(self, files, django_assert_num_queries):
        joined = files.select_related("village", "person")
        with django_assert_num_queries(2):
            first, names = get(joined)
            assert first.items[0].person.name == NAMES[0]
        _second, more = get(joined, after=first.last_key)

        assert names + more == NAMES[:4]

    def test_knows_that_it_shows_everything(self, files):
        assert get(files.filter(name=NAMES[0]))[0].is_all
        assert not get(files)[0].is_all
        assert not get(files, at="end")[0].is_all

    def test_rows_of_one_key_are_neither_lost_nor_doubled(self, county):
        for _twin in range(5):
            make_child(county, name="李明")
        files = File.objects.filter(kind="child")
        seen, query = [], {}
        for _page in range(3):
            page, _names = get(files, **query)
            seen += [file.pk for file in page.items]
            query = {"after": page.last_key}

        assert len(seen) == len(set(seen)) == 5
