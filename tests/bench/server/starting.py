"""From the command to the first turn that is answered, with everything installed and trained; and training itself."""

from __future__ import annotations

import sys
from typing import Any

from tests.bench.server import peer_project
from tests.bench.server.processes import timed
from tests.bench.server.rows import Row
from tests.bench.server.sides import SETTINGS, MakeRun, Peer, Side
from tests.bench.server.stage import Stage
from tests.server import environment

ROUNDS = 5


def start(stage: Stage) -> tuple[list[Row], dict[str, Any]]:
    stage.clear()
    found: dict[str, list[float]] = {"ours": [], "peer": []}
    for _ in range(stage.rounds(ROUNDS)):
        for name, side in (("ours", MakeRun(stage.folder)), ("peer", Peer(stage.folder))):
            found[name].append(_started(side))
    return [Row("start of `make run` to the first answered turn", found["ours"], found["peer"], "s", most=0.3)], {}


def training(stage: Stage) -> tuple[list[Row], dict[str, Any]]:
    """The first time, when the encoders are put together as well, and again."""
    stage.clear()
    peer_project.project()
    set_to = environment(MODELS_FOLDER=stage.folder / "models", **SETTINGS)
    command, log = [sys.executable, "-m", "bot", "train", "--force"], stage.folder / "train.log"
    first = timed(command, log, set_to)
    ours, peer = [], []
    for _ in range(1 if stage.quick else ROUNDS):
        ours.append(timed(command, log, set_to))
        peer.append(peer_project.train())
    return [
        Row("training what `make run` trains", ours, peer, "s", most=0.4),
        Row("the same the first time, with the encoders put together", [first], peer[:1], "s"),
    ], {}


def _started(side: Side) -> float:
    try:
        return side.start()
    finally:
        side.stop()
