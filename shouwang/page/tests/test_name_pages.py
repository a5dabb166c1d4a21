"""A list of names that were found by a piece of them goes page by page in the order of every list."""

import pytest
from django.test import RequestFactory

from shouwang.page.lists import page_of
from shouwang.registry.queries import search_files
from tests.factories import make_child, make_office, make_post, make_user, scope_of

ORDER = ("pinyin", "id")


@pytest.fixture
def found(county):
    """Seven children with one character in common, as civil affairs finds them."""
    office = make_office(county, name="民政局", kind="bureau", region=county.region, functions=["civil_affairs"])
    make_post(user := make_user(county), office, "civil_affairs")
    for name in ("王永", "李永", "赵永", "钱永", "孙永", "周永", "吴永"):
        make_child(county, name=name)
    return search_files(scope=scope_of(user), text="永")


def _page(found, **asked):
    return page_of(found, RequestFactory().get("/", asked), order=ORDER, size=3)


def test_page_after_page_gives_every_name_once(found):
    first = _page(found)
    second = _page(found, after=first.last_key)
    third = _page(found, after=second.last_key)

    assert first.items + second.items + third.items == list(found.order_by(*ORDER))
    assert (first.has_after, third.has_after) == (True, False)
    assert [one.name for one in first.items] == ["李永", "钱永", "孙永"]


def test_the_last_page_and_the_one_before_it_are_reached_from_the_end(found):
    whole = list(found.order_by(*ORDER))
    last = _page(found, at="end")

    assert last.items == whole[-3:]
    assert _page(found, before=last.first_key).items == whole[1:4]
