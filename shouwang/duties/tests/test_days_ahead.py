"""An adoption or a choice for a day ahead: the night of that day reckons every file, however it was reckoned before."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shouwang.access.scope import Actor
from shouwang.duties.adopting import adopt_pack, choose_figure
from shouwang.duties.bulk import rebuild_county, reckon_children
from shouwang.duties.models import Adoption, Duty, Wake
from shouwang.duties.nightly import do_night
from shouwang.duties.plan import get_plan
from shouwang.duties.reckoning import reckon_file
from shouwang.policy.tests.trial import write_pack
from tests.factories import make_case, make_child

TODAY, MONDAY, NEXT_MONTH = date(2026, 3, 20), date(2026, 3, 23), date(2026, 4, 1)
AT = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
OLD, NEW = "trial-2018-1", "trial-2018-2"
PACE = "pace: {title: 周期, values: {2018-01-01: {value: null, from: local, clause: TR-1-b}}, suggest: 2 months}"
DUTY = "- {{duty: {key}, title: 任务, clauses: [TR-1-b], about: {about}, owner: village, {clock}}}\n"
VISIT = DUTY.format(key="visited", about="child", clock="every: {parameter: pace}, done_by: visit.done")
CALL = DUTY.format(key="called", about="child", clock="every: month, done_by: contact.called")
CASE = DUTY.format(key="asked", about="case", clock="within: 5 days, done_by: emergency.accepted")


@pytest.fixture
def files(county, settings, tmp_path):
    """Two children and a case, in a county that has not adopted anything yet."""
    write_pack(tmp_path, id=OLD, rules=VISIT, parameters=PACE, service="")
    settings.PACKS_DIR = write_pack(tmp_path, id=NEW, rules=CALL + CASE, parameters="", service="")
    children = [make_child(county, name=name) for name in ("李小明", "王小红")]
    return [*children, make_case(county, child=children[0], on=TODAY)]


def _adopt(files, pack_id, on):
    county = files[0].county
    adopt_pack(county=county, pack_id=pack_id, from_on=on, by=Actor(county.pk), at=AT)


def _choose(files, value, on):
    county = files[0].county
    given = {"pack_id": OLD, "parameter": "pace", "value": value, "reason": "会议纪要"}
    choose_figure(county=county, from_on=on, by=Actor(county.pk), at=AT, **given)


def _alone(files, on):
    for file in files:
        reckon_file(file=file, today=on, at=AT)


def _among_many(files, on):
    reckon_children(county_id=files[0].county_id, file_ids=[file.pk for file in files], today=on, at=AT)


def _rebuilt(files, on):
    rebuild_county(county_id=files[0].county_id, today=on, at=AT)


def _not_again(files, on):
    """What the adoption or the choice itself left."""


WAYS = pytest.mark.parametrize("reckon", [_alone, _among_many, _rebuilt, _not_again])


def _night(files, on):
    return do_night(county_id=files[0].county_id, today=on, at=AT)


def _wakes(files):
    found = dict(Wake.objects.filter(county_id=files[0].county_id).values_list("file_id", "wake_on"))
    return [found.get(file.pk) for file in files]


def _owing(pack_id):
    return sorted(Duty.objects.filter(pack=pack_id).values_list("file_id", flat=True))


class TestAPlanAdoptedFromADayAhead:
    @WAYS
    def test_binds_every_file_in_the_night_of_that_day(self, files, reckon):
        _adopt(files, OLD, date(2026, 1, 1))
        _rebuilt(files, TODAY)
        _adopt(files, NEW, MONDAY)
        reckon(files, TODAY)
        assert _wakes(files) == [MONDAY] * 3

        _night(files, MONDAY - timedelta(days=1))
        assert _owing(NEW) == []
        night = _night(files, MONDAY)

        assert night.woken == 3
        assert _owing(NEW) == sorted(file.pk for file in files)

    @WAYS
    def test_does_so_where_it_is_the_first(self, files, reckon):
        _adopt(files, NEW, MONDAY)
        reckon(files, TODAY)

        assert _wakes(files) == [MONDAY] * 3
        _night(files, MONDAY)
        assert _owing(NEW) == sorted(file.pk for file in files)

    @WAYS
    def test_binds_nobody_from_the_night_after_its_last_day(self, files, reckon):
        _adopt(files, NEW, date(2026, 1, 1))
        Adoption.objects.update(until_on=MONDAY - timedelta(days=1))
        _rebuilt(files, TODAY)
        reckon(files, TODAY)
        _night(files, MONDAY - timedelta(days=1))
        assert len(_owing(NEW)) == 3

        _night(files, MONDAY)

        assert _owing(NEW) == []

    def test_is_minded_by_a_file_that_is_opened_in_between(self, county, files):
        _adopt(files, NEW, MONDAY)
        late = make_child(county, name="赵小北")
        reckon_file(file=late, today=TODAY, at=AT)

        assert _wakes([late]) == [MONDAY]


class TestAFigureChosenFromADayAhead:
    @WAYS
    def test_holds_for_every_file_in_the_night_of_that_day(self, files, reckon):
        _adopt(files, OLD, date(2026, 1, 1))
        _choose(files, "2 months", date(2026, 1, 1))
        _rebuilt(files, TODAY)
        _choose(files, "3 months", NEXT_MONTH)
        reckon(files, TODAY)
        assert _wakes(files) == [NEXT_MONTH] * 3

        _night(files, NEXT_MONTH - timedelta(days=1))
        assert set(Duty.objects.values_list("due_on", flat=True)) == {date(2026, 3, 5)}
        _night(files, NEXT_MONTH)

        assert set(Duty.objects.values_list("due_on", flat=True)) == {date(2026, 4, 5)}

    def test_leaves_an_earlier_day_of_a_file_as_it_is(self, files):
        _adopt(files, OLD, date(2026, 1, 1))
        Wake.objects.update(wake_on=MONDAY)

        _choose(files, "3 months", NEXT_MONTH)

        assert _wakes(files) == [MONDAY] * 3


class TestNextTurn:
    def test_is_the_nearest_of_the_days_that_lie_ahead(self, files):
        def turn(on):
            return get_plan(county_id=files[0].county_id, on=on).next_turn

        assert turn(TODAY) is None
        _adopt(files, OLD, TODAY)
        _choose(files, "3 months", NEXT_MONTH)
        _adopt(files, NEW, MONDAY)
        Adoption.objects.filter(pack=NEW).update(until_on=date(2026, 12, 31))

        days = (TODAY - timedelta(days=1), TODAY, MONDAY, NEXT_MONTH, date(2026, 12, 31), date(2027, 1, 1))
        assert [turn(day) for day in days] == [TODAY, MONDAY, NEXT_MONTH, date(2027, 1, 1), date(2027, 1, 1), None]
