"""Whoever is turned away leaves a trace, and can neither fill the disk with it nor bring personal data into it."""

from uuid import uuid4

import pytest
from django.urls import reverse

from shouwang.access.models import Refusal

pytestmark = pytest.mark.django_db


def _rows(cast, who):
    cast.enter()
    found = Refusal.objects.filter(user=cast.users[who]).order_by("page", "status")
    return [(row.page, row.status, row.times, row.objects_tried) for row in found]


def test_a_neighbour_who_asks_for_a_file_is_written_down_with_the_file_and_without_a_path(cast):
    client = cast.client("next_door")

    for _time in range(3):
        assert client.get(reverse("file", args=[cast.child.pk]) + "?q=李小明").status_code == 404

    assert _rows(cast, "next_door") == [("file", 404, 3, [str(cast.child.pk)])]
    assert Refusal.objects.get().post.user == cast.users["next_door"]


def test_a_page_that_the_post_may_not_see_is_written_down(cast):
    assert cast.client("director").get(reverse("trail")).status_code == 403

    assert _rows(cast, "director") == [("trail", 403, 1, [])]


def test_an_address_that_is_none_is_counted_and_never_repeated(cast):
    client = cast.client("director")

    client.get("/李小明/210123201605010034/")
    client.get("/13912345678/")

    assert _rows(cast, "director") == [("", 404, 2, [])]


def test_trying_a_thousand_files_is_one_row_a_minute(cast):
    client = cast.client("next_door")

    for _time in range(40):
        client.get(reverse("file", args=[uuid4()]))

    rows = _rows(cast, "next_door")
    assert len(rows) <= 2  # a minute may turn meanwhile
    assert sum(times for _page, _status, times, _tried in rows) == 40
    assert all(len(tried) <= 20 for _page, _status, _times, tried in rows)


def test_what_is_allowed_leaves_no_trace_and_the_stranger_only_one_in_the_own_county(cast):
    assert cast.client("director").get(reverse("file", args=[cast.child.pk])).status_code == 200
    assert cast.client("stranger").get(reverse("file", args=[cast.child.pk])).status_code == 404

    assert _rows(cast, "director") == []
    assert not Refusal.objects.filter(county=cast.place.county).exists()


def test_the_audit_administrator_sees_who_was_turned_away_from_which_file(cast):
    cast.client("next_door").get(reverse("file", args=[cast.child.pk]))
    client = cast.client("audit_admin")

    page = client.get(reverse("trail"), {"tab": "refusals", "file": cast.child.number}).content.decode()

    assert "钱主任" in page and cast.child.number in page
    assert cast.child.name not in page
    assert "钱主任" not in client.get(reverse("trail"), {"tab": "refusals", "file": "0"}).content.decode()
