"""A turn by payload with ten times the content, to one with the content as it is."""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median
from typing import Any

from bot.settings import ROOT
from tests.bench.machine import on_cores
from tests.bench.server.processes import CORES
from tests.bench.server.rows import Row
from tests.bench.server.stage import Stage
from tests.server import environment

ROUNDS = 5
TIMES = 10
CONVERSATIONS, QUICK_CONVERSATIONS = 7, 3


def content(stage: Stage) -> tuple[list[Row], dict[str, Any]]:
    stage.clear()
    found: dict[int, list[dict[str, Any]]] = {TIMES: [], 1: []}
    for number in range(stage.rounds(ROUNDS)):
        for times, rounds in found.items():
            rounds.append(_turns(stage, f"content-{number}-{times}.db", times))
    large, real = ([median(one["milliseconds"]) for one in rounds] for rounds in found.values())
    name = f"turn by payload with {TIMES} times the content to one as it is"
    return [Row(name, large, real, against="as it is", most=2)], {"rounds": found}


def _turns(stage: Stage, database: str, times: int) -> dict[str, Any]:
    conversations = QUICK_CONVERSATIONS if stage.quick else CONVERSATIONS
    done = subprocess.run(
        [*on_cores(CORES), sys.executable, "-m", "tests.bench.server.content", str(times), str(conversations)],
        cwd=ROOT, env=environment(DATABASE_FILE=stage.folder / database), capture_output=True, text=True, check=False,
    )
    if done.returncode:
        raise RuntimeError(f"Turns with {times} times the content failed: {done.stderr[-3000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
