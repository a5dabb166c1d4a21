"""Whose request it is: the proxies that are trusted say, and nobody else."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from shouwang.access.models import Reading
from shouwang.page.proxies import client_of, read_networks
from tests.cast import Browser

PROXY, INNER, CLIENT, LIAR = "10.0.0.5", "10.0.0.6", "203.0.113.7", "198.51.100.9"
TRUSTED = read_networks(("10.0.0.0/24", "::1"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        (PROXY, CLIENT, CLIENT),
        (PROXY, f"{CLIENT}, {INNER}", CLIENT),
        (PROXY, f"{LIAR}, {CLIENT}", CLIENT),  # what the client wrote itself stands further left
        (PROXY, f"{LIAR}, {CLIENT}, {INNER}", CLIENT),
        (CLIENT, LIAR, CLIENT),  # not a proxy of ours: its header means nothing
        (PROXY, "", PROXY),
        (PROXY, "unknown", PROXY),
        (PROXY, f"unknown, {INNER}", INNER),
        ("::1", "2001:db8::7", "2001:db8::7"),
        ("", CLIENT, ""),
    ],
)
def test_the_client_is_the_nearest_address_that_is_no_trusted_proxy(peer, forwarded, client):
    assert client_of(peer, forwarded.split(","), TRUSTED) == client


@given(st.text(max_size=40))
def test_whatever_stands_in_the_header_an_untrusted_peer_stays_who_it_is(text):
    assert client_of(CLIENT, text.split(","), TRUSTED) == CLIENT


@given(st.text(max_size=40).filter(lambda text: "," not in text))
def test_what_a_client_adds_on_the_left_changes_nothing(text):
    assert client_of(PROXY, [text, CLIENT], TRUSTED) == CLIENT


@pytest.mark.django_db
@pytest.mark.parametrize(("proxies", "address"), [([], PROXY), ([f"{PROXY}/32"], CLIENT)])
def test_the_trail_names_the_client_behind_a_trusted_proxy_only(cast, settings, proxies, address):
    settings.TRUSTED_PROXIES = proxies
    client = cast.client("director")

    client.get(f"/files/{cast.child.pk}/", REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=f"{LIAR}, {CLIENT}")

    cast.enter()
    assert Reading.objects.filter(file_id=cast.child.pk).latest("at").address == address


@pytest.mark.django_db
def test_each_client_behind_the_proxy_has_tries_of_its_own(cast, settings):
    settings.TRUSTED_PROXIES = [PROXY]

    def try_code(client):
        return (
            Browser(REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=client)
            .post("/mandatory_report/receipt/", {"code": "x"})
            .status_code
        )

    answers = [try_code(CLIENT) for _time in range(40)]

    assert 429 in answers
    assert try_code(LIAR) != 429


def test_what_is_no_network_is_refused_at_the_start():
    from shouwang.settings import read_proxies

    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES"):
        read_proxies("10.0.0.5, nginx")
    assert read_proxies("10.0.0.5, 10.1.0.0/16") == ["10.0.0.5", "10.1.0.0/16"]
