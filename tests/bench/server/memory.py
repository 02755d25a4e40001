"""Memory of all processes after 500 conversations, and how much more each further thousand takes."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.bench.server.crowd import converse
from tests.bench.server.rows import Row
from tests.bench.server.sides import Ours, Peer, Side
from tests.bench.server.stage import Stage

FIRST, ALL = 500, 5000
QUICK_FIRST, QUICK_ALL = 20, 60
AT_ONCE = 10


def memory(stage: Stage) -> tuple[list[Row], dict[str, Any]]:
    """One round: what a process holds is no matter of chance, and a round takes minutes."""
    stage.clear()
    first, most = (QUICK_FIRST, QUICK_ALL) if stage.quick else (FIRST, ALL)
    peer = _resident(Peer(stage.folder), first, first)
    ours = _resident(Ours(stage.folder), first, most)
    slope = float(np.polyfit(np.arange(1, len(ours)) * first / 1000, np.array(ours[1:]) * 1000, 1)[0])
    return [
        Row(f"memory after {first} conversations", [ours[1]], [peer[1]], "MB", most=0.5),
        Row(f"more memory for each 1,000 conversations, over {most:,}", [slope], unit="KB"),
    ], {"conversations_between": first, "megabytes": {"ours": ours, "peer": peer}}


def _resident(side: Side, step: int, most: int) -> list[float]:
    """Megabytes after the start and after each `step` conversations."""
    try:
        side.start()
        found = [side.resident()]
        for number in range(0, most, step):
            errors = converse(side, first=number, count=step, at_once=AT_ONCE, short=True)["errors"]
            if errors:
                raise RuntimeError(f"{side.name}: {len(errors)} turns without an answer, as {errors[0]}")
            found.append(side.resident())
        return found
    finally:
        side.stop()
