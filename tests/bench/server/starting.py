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
    """Ours into an empty folder, as the first `make run` does it: the encoders are put together there as well."""
    stage.clear()
    peer_project.project()
    found: dict[str, list[float]] = {"ours": [], "peer": []}
    for number in range(1 if stage.quick else ROUNDS):
        set_to = environment(MODELS_FOLDER=stage.folder / f"models-{number}", **SETTINGS)
        found["ours"].append(timed([sys.executable, "-m", "bot", "train"], stage.folder / "train.log", set_to))
        found["peer"].append(peer_project.train())
    return [Row("training what `make run` trains", found["ours"], found["peer"], "s", most=0.4)], {}


def _started(side: Side) -> float:
    try:
        return side.start()
    finally:
        side.stop()
