"""What a receipt code tells, and what it does not; guessing learns nothing."""

import re

import pytest

from shouwang.mechanisms.mandatory_report.models import Attempt, Report
from shouwang.mechanisms.mandatory_report.tests.doing import code_of, sent
from shouwang.mechanisms.mandatory_report.views import public
from tests import factories
from tests.cast import Browser

pytestmark = pytest.mark.django_db


class TestReceipt:
    def test_the_code_tells_steps_and_the_answer_and_no_address_repeats_it(self, anybody, address, cast):
        from shouwang.duties.operations import record_case_event

        code = code_of(anybody.post(address, sent(name="张桂芳")))
        cast.enter()
        file = Report.objects.get().file
        police = factories.actor_of(cast.users["police"])
        record_case_event(
            by=police,
            file=file,
            what="mandatory_report.answered",
            on=factories.TODAY,
            at=Report.objects.get().received_at,
            today=factories.TODAY,
            facts={"case.stage": "accepted"},
            detail={"answer": "已上门，孩子安全。"},
        )

        told = Browser().post("/mandatory_report/receipt/", {"code": code.lower()})

        page = told.content.decode()
        assert told.status_code == 200
        assert "已上门，孩子安全。" in page
        assert re.findall(r"([✔○]) (\w+)", page) == [
            ("✔", "已收到"),
            ("✔", "已受理"),
            ("○", "正在办理"),
            ("○", "已办结"),
        ]
        for word in ("张桂芳", "郑警官", "公安局", "北台村", file.number):
            assert word not in page

    def test_a_code_in_the_address_is_not_read(self, anybody, address):
        code = code_of(anybody.post(address, sent()))

        assert "已收到" not in Browser().get(f"/mandatory_report/receipt/?code={code}").content.decode()

    def test_wrong_unknown_and_foreign_codes_get_the_same_words(self, anybody, address, place):
        code = code_of(anybody.post(address, sent()))
        wrong = [f"{code[:-4]}0000", "000000-0000-0000-0000", "x", f"{place.county.code}-ZZZZ-ZZZZ-ZZZZ", "２１"]

        answers = [Browser().post("/mandatory_report/receipt/", {"code": one}) for one in wrong]

        own = re.compile(r'value="[^"]*"|\b[A-Za-z0-9]{64}\b')
        assert {answer.status_code for answer in answers} == {422}
        assert len({own.sub("", answer.content.decode()) for answer in answers}) == 1

    def test_after_ten_tries_from_one_place_the_right_code_helps_no_more(self, anybody, address):
        code = code_of(anybody.post(address, sent()))
        for _try in range(public.TRIES_AN_HOUR):
            Browser().post("/mandatory_report/receipt/", {"code": "x"})

        here = Browser().post("/mandatory_report/receipt/", {"code": code})
        elsewhere = Browser(REMOTE_ADDR="10.9.8.7").post("/mandatory_report/receipt/", {"code": code})

        assert (here.status_code, elsewhere.status_code) == (429, 200)
        assert "已收到" not in here.content.decode()

    def test_tries_from_everywhere_are_counted_too(self, anybody, address, monkeypatch):
        monkeypatch.setattr(public, "ALL_TRIES_AN_HOUR", 3)
        code = code_of(anybody.post(address, sent()))
        for at in range(3):
            Browser(REMOTE_ADDR=f"10.0.0.{at}").post("/mandatory_report/receipt/", {"code": "x"})

        assert Browser(REMOTE_ADDR="10.0.0.99").post("/mandatory_report/receipt/", {"code": code}).status_code == 429

    def test_what_is_counted_holds_no_address(self, anybody, address):
        Browser(REMOTE_ADDR="10.9.8.7").post("/mandatory_report/receipt/", {"code": "x"})

        for attempt in Attempt.objects.all():
            assert len(bytes(attempt.bucket)) == 16
            assert b"10.9" not in bytes(attempt.bucket)
