"""Where a request comes from, and how that is counted without keeping it."""

from __future__ import annotations

import hashlib
import ipaddress
import os
import time
from collections.abc import Callable, Iterable

from sanic.request import Request

from bot.settings import Network

KEY_SECONDS = 60 * 60


def peer(request: Request) -> str:
    """The other end of the connection; empty where there is none."""
    return str(getattr(request.conn_info, "client_ip", "") or "")


def address_of(request: Request, is_proxy: Callable[[str], bool]) -> str:
    """Where a request comes from; what it says of that itself counts only when a proxy of ours passed it on."""
    told = ",".join(request.headers.getall("x-forwarded-for", []))
    passed = [one.strip() for one in told.split(",") if one.strip()]
    address = peer(request)
    while passed and is_proxy(address):
        address = passed.pop()
    return address


def is_in(address: str, networks: Iterable[Network]) -> bool:
    """Whether this is an address of one of these networks."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    plain = getattr(found, "ipv4_mapped", None) or found
    return any(plain in network for network in networks)


def is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


class Names:
    """Names for addresses, by a hash whose key is in memory only and renewed every hour.

    So what is counted for an address can be laid beside no address afterwards, and an hour later beside no count.
    `clock` gives seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._key, self._since = os.urandom(32), clock()

    def of(self, address: str) -> bytes:
        if self._clock() - self._since >= KEY_SECONDS:
            self._key, self._since = os.urandom(32), self._clock()
        return hashlib.blake2b(_counted_as(address).encode(), key=self._key, digest_size=16).digest()


def _counted_as(address: str) -> str:
    """An address of IPv6 counts as its network: one customer has all of it."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return str(found)
