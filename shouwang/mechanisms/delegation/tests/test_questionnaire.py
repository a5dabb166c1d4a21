"""The county's own scale for carers."""

import pytest

from shouwang.mechanisms.delegation.operations import install_questionnaire
from shouwang.mechanisms.delegation.queries import get_questionnaire
from shouwang.mechanisms.delegation.questionnaire import STARTING
from shouwang.registry.models import Questionnaire
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
ADDRESS = "/delegation/questionnaire/"
OWN = {
    "title": "受委托人能力评估表",
    "version": "县2026-2",
    "questions": "身体状况 | 好=10 | 差=0\n居住条件｜好＝10｜差＝0",
    "upper_from": "15",
    "lower_from": "8",
    "in_use_from": "2026-11-22",
}


def test_a_new_county_starts_with_a_scale_and_gets_it_once(county):
    install_questionnaire(county=county.county, on=TODAY)
    install_questionnaire(county=county.county, on=TODAY)

    assert Questionnaire.objects.get().title == STARTING["title"]


@pytest.mark.proves("SY-3.1.2-h")
def test_the_county_loads_its_own_version(cast):
    install_questionnaire(county=cast.place.county, on=TODAY)
    client = cast.client("civil_affairs")

    assert client.post(ADDRESS, OWN).status_code == 302

    cast.enter()
    running = get_questionnaire(county_id=cast.place.id, on=TODAY)
    assert (running.version, [item["question"] for item in running.items]) == ("县2026-2", ["身体状况", "居住条件"])
    assert client.get(ADDRESS).content.decode().count("县2026-2") >= 1


def test_a_version_is_not_loaded_twice(cast):
    client = cast.client("civil_affairs")
    client.post(ADDRESS, OWN)

    assert client.post(ADDRESS, OWN).status_code == 422


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"questions": "身体状况"}, "questions"),
        ({"questions": "身体 | 好=x | 差=0"}, "questions"),
        ({"questions": " "}, "questions"),
        ({"upper_from": "99"}, "upper_from"),
        ({"lower_from": "15"}, "upper_from"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(cast, wrong, field):
    answer = cast.client("civil_affairs").post(ADDRESS, OWN | wrong)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


@pytest.mark.parametrize(("who", "status"), [("supervisor", 403), ("director", 403), ("system_admin", 403)])
def test_only_who_chooses_the_plans_figures_may(cast, who, status):
    assert cast.client(who).get(ADDRESS).status_code == status
