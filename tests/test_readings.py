"""No look at a child's file without its reading: every address that names a file is opened, and the trail has grown.

Rooms that come later are asked too: an address is taken when a file's id is all it wants to know.
"""

import re

import pytest
from django.urls import URLPattern

from shouwang.access.models import Reading
from tests.test_guards import EVERY

pytestmark = pytest.mark.django_db
OTHERS = {"<str:event>": "visit.done"}


def _about_one_file(address: str, pattern: URLPattern) -> bool:
    named = re.findall(r"<[^>]+>", address)
    return (
        "<uuid:file_id>" in named
        and set(named) <= {"<uuid:file_id>", *OTHERS}
        and "GET" in pattern.callback.mark.methods
    )


ADDRESSES = [address for address, pattern in EVERY if _about_one_file(address, pattern)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_whoever_opens_it_stands_in_the_trail(cast, address):
    path = "/" + address.replace("<uuid:file_id>", str(cast.child.pk))
    for name, value in OTHERS.items():
        path = path.replace(name, value)
    client = cast.client("supervisor")

    answer = client.get(path)

    cast.enter()
    readings = Reading.objects.filter(file_id=cast.child.pk, user=cast.users["supervisor"])
    assert answer.status_code in (200, 302, 403, 404)
    assert readings.exists() == (answer.status_code == 200)


def test_the_question_is_asked_of_many_addresses():
    assert len(ADDRESSES) > 10
