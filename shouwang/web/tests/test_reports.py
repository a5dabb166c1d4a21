"""What the plans want counted stands together on one page, and each leads to the rows behind it."""

import pytest

from shouwang.access.scope import Actor
from shouwang.duties.operations import record_event
from shouwang.page import clock
from tests.factories import TODAY, make_child, make_duty

pytestmark = pytest.mark.django_db


def _reports(cast, who="civil_affairs"):
    return dict((str(title), address) for title, address in cast.client(who).get("/supervise/").context["reports"])


def test_every_report_opens(cast):
    reports = _reports(cast)
    client = cast.client("civil_affairs")

    assert len(reports) >= 9
    assert {title: client.get(address).status_code for title, address in reports.items()} == dict.fromkeys(reports, 200)


def test_the_rate_of_visits_counts_visits_alone(cast):
    make_duty(cast.child, cast.office("director"), rule="visit.regular")
    make_duty(cast.child, cast.office("supervisor"), rule="ledger.refresh", owner="township")

    page = cast.client("civil_affairs").get("/supervise/?by=rule&mechanism=visit")

    assert [line.all for line in page.context["lines"]] == [1]


def test_children_without_any_service_are_those_for_whom_none_was_recorded(cast):
    served = make_child(cast.place, name="李小红")
    record_event(by=Actor(cast.place.id), file=served, what="ledger.served", on=TODAY, at=clock.now(), today=TODAY)

    page = cast.client("civil_affairs").get(_reports(cast)["没有得到服务的儿童"])

    assert [file.pk for file in page.context["rows"].items] == [cast.child.pk]


def test_parents_who_told_before_they_left_are_not_named(cast):
    away = {"father__away": True}
    silent, telling = make_child(cast.place, name="李小红", **away), make_child(cast.place, name="李小兰", **away)
    told = "guardianship.leave_told_village"
    record_event(by=Actor(cast.place.id), file=telling, what=told, on=TODAY, at=clock.now(), today=TODAY)

    page = cast.client("director").get("/guardianship/?only=untold")

    assert [row.pk for row in page.context["rows"]] == [silent.pk]
    assert (page.context["count"], page.context["all"]) == (1, 3)
