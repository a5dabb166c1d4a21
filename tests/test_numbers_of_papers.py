"""Numbers of official papers: given once at the first print, kept, without a gap."""

import threading

import pytest
from django.db import connection, transaction

from shouwang.access.database import county as in_county
from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.duties.operations import record_case_event
from shouwang.exchange.models import PaperNumber
from shouwang.exchange.papers.numbering import NoPrefix, PrefixTaken, give_number, set_prefix
from shouwang.web.command_line import main
from tests.factories import TODAY, make_case, make_county
from tests.plugins.cases import AT, address, words_of

pytestmark = pytest.mark.django_db


class TestNumbers:
    def test_a_paper_gets_its_number_at_the_first_print_and_keeps_it(self, cast, full):
        client = cast.client("police")
        before = client.get(address("intervention/admonition", full))
        words = [
            words_of(client.get(address("intervention/admonition", full, "?as=docx")).content) for _time in range(2)
        ]

        number = f"康公训〔{TODAY.year}〕1号"
        cast.enter()
        assert number not in before.text
        assert all(number in one for one in words)
        assert PaperNumber.objects.get(file=full, kind="admonition").words == number

    def test_without_a_step_a_paper_has_no_number(self, cast, empty):
        cast.client("police").get(address("intervention/admonition", empty, "?as=pdf"))

        cast.enter()
        assert not PaperNumber.objects.exists()

    def test_the_offices_own_number_stands_instead(self, cast, full):
        cast.client("police").get(address("intervention/procuratorate_advice", full, "?as=pdf"))

        cast.enter()
        assert not PaperNumber.objects.filter(kind="procuratorate_advice").exists()

    def test_a_county_chooses_its_own_prefix_and_what_was_given_stays(self, cast, full):
        admonished, urged = (
            Event.objects.get(file_id=full.pk, what=f"intervention.{what}") for what in ("admonished", "urged")
        )
        given = {"file": full, "word": "公训", "today": TODAY, "at": AT}
        setting = {"by": Actor(cast.place.id), "county": cast.place.county, "on": TODAY, "at": AT}

        first = give_number(kind="admonition", event=admonished, **given)
        set_prefix(kind="admonition", prefix="康平公训诫字", **setting)
        again = give_number(kind="admonition", event=admonished, **given)
        next_one = give_number(kind="admonition", event=urged, **given)

        assert (first, again, next_one) == ("康公训〔2026〕1号", "康公训〔2026〕1号", "康平公训诫字〔2026〕2号")
        for taken in ("康平公训诫字", "康公训"):
            with pytest.raises(PrefixTaken):
                set_prefix(kind="urging_record", prefix=taken, **setting)
        for wrong in ("", "〔康〕", "康" * 21):
            with pytest.raises(NoPrefix):
                set_prefix(kind="urging_record", prefix=wrong, **setting)
        assert Event.objects.filter(what="county.paper_prefix_set").count() == 1


@pytest.mark.django_db(transaction=True)
def test_six_who_print_at_once_get_six_numbers_without_a_gap():
    with transaction.atomic():
        place = make_county()
        case = make_case(place, violence=True)
        told = {"by": Actor(place.id), "file": case, "on": TODAY, "at": AT, "today": TODAY}
        events = [record_case_event(what="intervention.urged", **told) for _time in range(6)]
    start, found = threading.Barrier(6), []

    def print_it(event):
        start.wait()
        try:
            with in_county(place.id):
                given = {"word": "劝诫", "today": TODAY, "at": AT}
                found.append(give_number(file=case, kind="urging_record", event=event, **given))
        finally:
            connection.close()

    threads = [threading.Thread(target=print_it, args=[event]) for event in events]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found) == [f"康劝诫〔2026〕{number}号" for number in range(1, 7)]


def test_the_command_line_chooses_a_prefix_lists_them_and_refuses_what_is_none(cast, settings, capsys):
    settings.TODAY = TODAY.isoformat()
    cast.enter()
    code = cast.place.county.code

    assert main(["county", "prefix", code, "admonition", "康公训字"]) == 0
    assert capsys.readouterr().out == "admonition\t训诫书\t康公训字〔年〕号\n"
    assert [main(["county", "prefix", code, *wrong]) for wrong in (["letter", "康"], ["petition", "康公训字"])] == [
        1,
        1,
    ]
    refused = capsys.readouterr().err
    assert all(words in refused for words in ("没有文书", "已用于"))
