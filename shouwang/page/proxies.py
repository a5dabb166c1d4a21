"""Behind a proxy every request comes from the proxy: whose request it is, the proxies that are trusted say, and nobody else."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


class BehindProxies:
    """Sets REMOTE_ADDR to the client's own address, read from X-Forwarded-For from the right: the last that no trusted proxy
    has. What a client wrote into that header itself stands further left and is never believed. Without trusted proxies
    (`TRUSTED_PROXIES`) the header means nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        trusted = read_networks(tuple(settings.TRUSTED_PROXIES))
        if trusted:
            forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
            request.META["REMOTE_ADDR"] = client_of(request.META.get("REMOTE_ADDR", ""), forwarded, trusted)
        return self.get_response(request)


@lru_cache(maxsize=4)
def read_networks(named: tuple[str, ...]) -> tuple[Network, ...]:
    """`10.0.0.5`, `10.0.0.0/24`. Raises ValueError."""
    return tuple(ip_network(one) for one in named)


def client_of(peer: str, forwarded: Iterable[str], trusted: Iterable[Network]) -> str:
    """The nearest address that is no trusted proxy's; the farthest trusted one where nothing behind it can be read."""
    known = _read(peer)
    if known is None:
        return peer
    for text in reversed([one.strip() for one in forwarded]):
        if not any(known in network for network in trusted):
            break
        behind = _read(text)
        if behind is None:
            break
        known = behind
    return str(known)


def _read(text: str) -> Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
