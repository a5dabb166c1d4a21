"""The same report sent twice at the very same moment, from two connections, is one report with one code."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from shouwang.access.database import enter_county
from shouwang.mechanisms.mandatory_report.models import Report
from shouwang.mechanisms.mandatory_report.operations.receiving import Sender, Sighting, receive_report
from shouwang.mechanisms.mandatory_report.tests.conftest import AT
from shouwang.registry.models import File, FileKind
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(transactional_db):
    with transaction.atomic():
        place = factories.make_county()
        factories.make_office(place, name="公安局", kind="police", region=place.region, functions=["police"])
    return place


def test_two_connections_at_once(place):
    together, codes, troubles = Barrier(2), [], []

    def send():
        try:
            with transaction.atomic():
                enter_county(place.id)
                together.wait(timeout=10)
                received = receive_report(
                    county=place.county,
                    seen=Sighting(circumstances=["missing"]),
                    sender=Sender(),
                    form_key="one form",
                    today=factories.TODAY,
                    at=AT,
                )
                codes.append((received.code, received.is_new))
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [Thread(target=send) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert troubles == []
    assert len({code for code, _is_new in codes}) == 1
    assert sorted(is_new for _code, is_new in codes) == [False, True]
    with transaction.atomic():
        enter_county(place.id)
        assert Report.objects.count() == File.objects.filter(kind=FileKind.CASE).count() == 1
