"""How often somebody may try to sign in: counted for each address, in memory only and by a name that hides it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from bot.web.addresses import Names

MOST_TRIES = 8
SECONDS = 10 * 60
# However many addresses somebody has, they fill no memory.
MOST_ADDRESSES = 10_000


class Throttle:
    """`clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._names = Names(clock)
        self._tries: dict[bytes, list[float]] = {}

    def wait(self, address: str) -> int:
        """Seconds until this address may try again; 0, and the try is counted, when it may now."""
        now, name = self._clock(), self._names.of(address)
        tries = [at for at in self._tries.pop(name, []) if now - at < SECONDS]
        waiting = math.ceil(SECONDS - (now - tries[0])) if len(tries) >= MOST_TRIES else 0
        # The one that tried last stands last, so that the oldest goes when there are too many.
        self._tries[name] = tries if waiting else [*tries, now]
        self._drop(now)
        return waiting

    def forget(self, address: str) -> None:
        """Who got in begins anew."""
        self._tries.pop(self._names.of(address), None)

    def _drop(self, now: float) -> None:
        """What no longer counts, and what is too much."""
        while self._tries:
            oldest = next(iter(self._tries))
            if len(self._tries) <= MOST_ADDRESSES and now - self._tries[oldest][-1] < SECONDS:
                return
            del self._tries[oldest]
