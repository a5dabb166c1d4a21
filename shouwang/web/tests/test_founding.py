"""A county begins without a demo: everything that duties hang on is there, and three people who can go on."""

import pytest
from django.urls import reverse

from shouwang.access.models import County, Event, User
from shouwang.mechanisms.delegation.queries import get_questionnaire
from shouwang.registry.models import File
from shouwang.web.command_line import main
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(capsys, settings):
    settings.TODAY = TODAY.isoformat()
    assert main(["county", "open", "210123"]) == 0
    return County.objects.get(code="210123"), capsys.readouterr().out


def test_a_county_has_a_file_for_itself_and_each_township_and_village(opened):
    county, _told = opened

    kinds = {kind: File.objects.filter(county=county, kind=kind).count() for kind in ("county", "township", "village")}

    assert kinds == {"county": 1, "township": 15, "village": 180}


def test_a_county_begins_with_the_questionnaire_on_carers(opened):
    county, _told = opened

    assert get_questionnaire(county_id=county.pk, on=TODAY).title == "受委托人照护能力评估表"


def test_the_three_administrators_log_in_with_what_was_told_and_must_change_it(opened):
    county, told = opened
    lines = [line.split() for line in told.splitlines() if line.startswith("  ")]

    users = {user.username: user for user in User.objects.filter(county=county)}

    assert sorted(user.kind for user in users.values()) == ["audit", "security", "system"]
    assert all(users[username].check_password(password) for username, password, _title in lines)
    assert all(user.must_change_password for user in users.values())
    assert Event.objects.filter(county=county, what="county.founded").count() == 1


def test_a_county_is_opened_once(opened, capsys):
    assert main(["county", "open", "210123"]) == 1
    assert "已经存在" in capsys.readouterr().err


def test_a_code_that_is_no_county_says_what_brings_the_divisions(capsys):
    assert main(["county", "open", "999999"]) == 1
    assert "make regions" in capsys.readouterr().err


def test_a_county_from_before_gets_what_is_missing_at_the_next_start(county, settings):
    settings.TODAY = TODAY.isoformat()
    assert get_questionnaire(county_id=county.id, on=TODAY) is None

    assert main(["setup"]) == 0
    assert main(["setup"]) == 0

    assert get_questionnaire(county_id=county.id, on=TODAY) is not None


def test_a_school_that_is_opened_gets_its_file(cast):
    form = {"name": "海洲中学", "kind": "school", "region": cast.place.townships[0].pk, "functions": ["school"]}

    assert cast.client("security_admin").post(reverse("new-office"), form).status_code == 302

    cast.enter()
    assert File.objects.get(kind="school", name="海洲中学").township == cast.place.townships[0]
