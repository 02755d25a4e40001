"""The measures of the server, by the name under which each can be chosen, in the order in which they are taken."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Collection
from typing import Any

from tests.bench.machine import stamp
from tests.bench.server.crowd import crowd
from tests.bench.server.flat import flat
from tests.bench.server.growth import content
from tests.bench.server.memory import memory
from tests.bench.server.peer_project import PYTHON
from tests.bench.server.rows import Row
from tests.bench.server.size import size
from tests.bench.server.stage import Stage
from tests.bench.server.starting import start, training
from tests.bench.server.turns import turns

# Training comes first, as the peer needs it anyway; what shares servers stands together.
MEASURES: dict[str, Callable[[Stage], tuple[list[Row], dict[str, Any]]]] = {
    "training": training, "turns": turns, "flat": flat, "crowd": crowd, "start": start, "memory": memory, "content": content,
    "size": size,
}
PACKAGES = ("rasa", "rasa-sdk", "sanic", "onnxruntime")
PEER_PACKAGES = ("rasa", "rasa-sdk", "sanic", "tensorflow")
_VERSIONS = "import json, sys; from importlib.metadata import version; print(json.dumps({name: version(name) for name in sys.argv[1:]}))"


def measure(names: Collection[str] = (), *, quick: bool = False) -> dict[str, Any]:
    """By measure: its rows, what is behind them, the machine and the versions. All measures when none is named."""
    found: dict[str, Any] = {}
    with Stage(quick=quick) as stage:
        for name, take in MEASURES.items():
            if names and name not in names:
                continue
            print(f"server:{name} ...", file=sys.stderr, flush=True)
            on = stamp(PACKAGES, quick=quick)
            rows, behind = take(stage)
            for row in rows:
                print(row.line(), flush=True)
            found[name] = {**on, "peer_versions": _peer_versions(), "rows": [row.plain() for row in rows], "behind": behind}
    return found


def _peer_versions() -> dict[str, str]:
    told = subprocess.run([str(PYTHON), "-c", _VERSIONS, *PEER_PACKAGES], capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(told.stdout)
    return found
