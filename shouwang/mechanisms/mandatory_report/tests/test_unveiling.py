"""One right shows who reported: for a reason, in the answer to a post, on record."""

import re

import pytest

from shouwang.access.models import Reading
from shouwang.mechanisms.mandatory_report.operations.receiving import Sender
from shouwang.mechanisms.mandatory_report.tests.test_invisible import EVERYBODY, NAME, PHONE, UNIT

pytestmark = [pytest.mark.django_db, pytest.mark.proves("JP-3.1.3-d", "SY-3.1.4-o")]


class TestUnveiling:
    def address(self, received):
        return f"/mandatory_report/{received.report.file_id}/reporter/"

    @pytest.fixture
    def received(self, report, cast, place):
        sender = Sender(name=NAME, phone=PHONE, unit=UNIT, kind="school", account=str(cast.users["school"].pk))
        return report(sender, place=place.villages[0])

    @pytest.mark.parametrize("who", EVERYBODY)
    def test_only_the_police_come_in(self, cast, received, who):
        status = cast.client(who).get(self.address(received)).status_code

        assert status == (200 if who == "police" else 403)

    def test_without_a_reason_nothing_is_shown_and_nothing_written(self, cast, received):
        answer = cast.client("police").post(self.address(received), {"reason": ""})

        cast.enter()
        assert answer.status_code == 422
        assert NAME not in answer.content.decode()
        assert not Reading.objects.filter(what="unveil").exists()

    def test_with_a_reason_it_is_shown_once_and_stays_on_record_without_the_name(self, cast, received):
        client = cast.client("police")
        answer = client.post(self.address(received), {"reason": "核实案情，需当面询问"})

        page = answer.content.decode()
        assert NAME in page and PHONE in page and UNIT in page and "周老师" in page
        cast.enter()
        reading = Reading.objects.get(what="unveil")
        assert reading.user == cast.users["police"]
        assert reading.file_id == received.report.file_id
        assert reading.detail == {"field": "reporter", "reason": "核实案情，需当面询问"}
        assert NAME not in client.get(self.address(received)).content.decode()
        assert "title" in page and NAME not in re.search(r"<title>(.*?)</title>", page, re.S).group(1)

    def test_of_another_countys_case_nothing_is_there(self, cast, received):
        other = "00000000-0000-7000-8000-000000000000"

        assert cast.client("police").get(f"/mandatory_report/{other}/reporter/").status_code == 404
