"""How often somebody may try to sign in: counted for each address, in memory only."""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Callable

MOST_TRIES = 8
SECONDS = 10 * 60
# However many addresses somebody has, they fill no memory.
MOST_ADDRESSES = 10_000


class Throttle:
    """`clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: dict[str, list[float]] = {}

    def wait(self, address: str) -> int:
        """Seconds until this address may try again; 0, and the try is counted, when it may now."""
        now, name = self._clock(), _counted_as(address)
        tries = [at for at in self._tries.pop(name, []) if now - at < SECONDS]
        waiting = math.ceil(SECONDS - (now - tries[0])) if len(tries) >= MOST_TRIES else 0
        # The one that tried last stands last, so that the oldest goes when there are too many.
        self._tries[name] = tries if waiting else [*tries, now]
        while len(self._tries) > MOST_ADDRESSES:
            del self._tries[next(iter(self._tries))]
        return waiting

    def forget(self, address: str) -> None:
        """Who got in begins anew."""
        self._tries.pop(_counted_as(address), None)


def _counted_as(address: str) -> str:
    """An address of IPv6 counts as its network: one customer has all of it."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return str(found)
