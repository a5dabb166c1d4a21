"""A change of what was sealed is found, whoever made it, and the night where it happened is named."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction

from shouwang.access.chain import find_breaks, seal_events
from shouwang.access.database import county as in_county
from shouwang.access.keys import new_id
from shouwang.access.models import County, Seal
from shouwang.access.operations import append_event
from shouwang.access.scope import Actor
from shouwang.web.command_line import main
from tests.factories import make_county

NIGHT = timedelta(days=2)


def _write(county_id, count):
    on, at = date(2026, 11, 20), datetime.now(UTC)
    by = Actor(county_id)
    return [append_event(by=by, what="visit.done", on=on, at=at, detail={"n": n}).pk for n in range(count)]


def _two_nights(county_id):
    """Three events are sealed, then two."""
    now, keys = datetime.now(UTC), []
    for night, count in ((1, 3), (2, 2)):
        keys += _write(county_id, count)
        seal_events(county_id=county_id, at=now + NIGHT * night)
    return keys


@pytest.mark.django_db
class TestSealing:
    def test_each_night_seals_only_what_is_new_and_the_chain_holds(self, county):
        _two_nights(county.id)

        assert list(Seal.objects.values_list("number", "rows")) == [(1, 3), (2, 2)]
        assert find_breaks(county_id=county.id)[1] == []
        assert seal_events(county_id=county.id, at=datetime.now(UTC) + NIGHT * 3) is None

    def test_what_was_written_today_waits_for_tomorrow(self, county):
        _write(county.id, 1)

        assert seal_events(county_id=county.id, at=datetime.now(UTC)) is None

    def test_each_county_has_a_chain_of_its_own(self, county):
        _two_nights(county.id)
        other = make_county("寿县")

        assert find_breaks(county_id=other.id) == ([], [])
        assert seal_events(county_id=other.id, at=datetime.now(UTC) + NIGHT) is None


CHANGE = "UPDATE access_event SET detail = '{\"n\": 9}' WHERE id = %(second)s"
DROP = "DELETE FROM access_event WHERE id = %(second)s"
ADD = """
INSERT INTO access_event (id, county_id, what, done_on, entered_at, detail, proof_of)
SELECT %(between)s, county_id, what, done_on, entered_at, detail, proof_of FROM access_event WHERE id = %(second)s
"""
FORGET_A_NIGHT = "DELETE FROM access_seal WHERE number = 1"


@pytest.mark.parametrize(
    ("hand", "broken", "told"),
    [
        (CHANGE, [(1, 3)], "有记录被改动"),
        (DROP, [(1, 2)], "有记录被删除"),
        (ADD, [(1, 4)], "有记录被添加"),
        (FORGET_A_NIGHT, [(2, None)], "有封存被删除或改动"),
    ],
)
def test_a_hand_that_no_grant_stops_is_found_and_the_night_is_named(as_owner, capsys, hand, broken, told):
    with transaction.atomic():
        county = make_county().county
        keys = _two_nights(county.pk)
    between = keys[0].int + 1
    with as_owner(), in_county(county.pk), connection.cursor() as cursor:
        for table in ("access_event", "access_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(hand, {"second": keys[1], "between": type(keys[0])(int=between)})
        for table in ("access_event", "access_seal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    with in_county(county.pk):
        found = find_breaks(county_id=county.pk)[1]
    assert [(one.seal.number, one.rows) for one in found] == broken
    assert main(["audit", "verify", "--county", county.code]) == 1
    assert told in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_prints_what_is_kept_elsewhere(county, capsys, settings):
    _two_nights(county.id)
    code = County.objects.get(pk=county.id).code

    assert main(["audit", "verify", "--county", code]) == 0

    told = capsys.readouterr().out
    assert "完整，2 次封存，5 条记录" in told
    assert bytes(Seal.objects.get(number=2).digest).hex() in told


@pytest.mark.django_db
def test_with_another_key_no_seal_holds(county, settings):
    _two_nights(county.id)
    settings.AUDIT_KEY = new_id().hex * 2

    assert [one.seal.number for one in find_breaks(county_id=county.id)[1]] == [1, 2]
