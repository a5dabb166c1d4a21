"""How the county numbers its papers, on the screen."""

import pytest

from shouwang.access.models import Event
from shouwang.exchange.papers.numbering import list_prefixes

pytestmark = pytest.mark.django_db
ADDRESS = "/choices/papers/"


def _prefixes(cast):
    cast.enter()
    return list_prefixes(county=cast.place.county)


def test_civil_affairs_chooses_a_prefix_and_it_stands_in_the_trail(cast):
    client = cast.client("civil_affairs")

    answer = client.post(ADDRESS, {"paper": "admonition", "prefix": "康公训字"})

    assert answer.status_code == 302
    assert _prefixes(cast) == {"admonition": "康公训字"}
    assert Event.objects.get(what="county.paper_prefix_set").user == cast.users["civil_affairs"]
    assert "康公训字〔2026〕1号" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {"paper": "admonition", "prefix": "康〔公〕"},
        {"paper": "admonition", "prefix": " "},
        {"paper": "admonition", "prefix": "字" * 21},
        {"paper": "nothing", "prefix": "康公训字"},
        {"paper": "pledge", "prefix": "康公通"},
    ],
)
def test_what_cannot_stand_before_a_year_is_refused_and_nothing_changes(cast, given):
    client = cast.client("civil_affairs")
    client.post(ADDRESS, {"paper": "police_notice", "prefix": "康公通"})

    answer = client.post(ADDRESS, given)

    assert answer.status_code == 422 and answer.context["form"].errors
    assert _prefixes(cast) == {"police_notice": "康公通"}
