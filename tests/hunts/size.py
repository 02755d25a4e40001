"""How much is hunted: the one number, and what the servers of the hunts are set to."""

from __future__ import annotations

import os

# Of the full hunt, in hundredths. `make hunt` sets 100; without it the small share of `make test` is hunted.
PERCENT = float(os.environ.get("HUNT_PERCENT", "1"))
# What every server of the hunts is started with beside what its test needs: here a limit on how often one address may
# ask is put out of the way.
SETTINGS: dict[str, str] = {}


def share(full: int, least: int) -> int:
    """How many of `full`; never fewer than `least`, which is what `make test` hunts."""
    return max(least, round(full * PERCENT / 100))
