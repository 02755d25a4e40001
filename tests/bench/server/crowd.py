"""A hundred conversations at once on two cores, each waiting for nothing but the answer before it says the next thing."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from bot.settings import ROOT
from tests.bench.machine import on_cores
from tests.bench.server.processes import CORES
from tests.bench.server.rows import Row, p99
from tests.bench.server.sides import Side
from tests.bench.server.stage import Stage

ROUNDS = 5
AT_ONCE, QUICK_AT_ONCE = 100, 10


def crowd(stage: Stage) -> tuple[list[Row], dict[str, Any]]:
    sides, many = stage.pair(), QUICK_AT_ONCE if stage.quick else AT_ONCE
    found: dict[str, list[dict[str, Any]]] = {side.name: [] for side in sides}
    for number in range(stage.rounds(ROUNDS)):
        for side in sides:
            found[side.name].append(converse(side, first=number * many, count=many, at_once=many))
    ours, peer = found["ours"], found["peer"]
    rows = [
        Row(f"{many} conversations at once: turns without an answer", _errors(ours), unit="turns", most=0),
        Row(f"{many} conversations at once: p99 of a turn", _slowest(ours), unit="s", most=1),
        Row(f"{many} conversations at once: turns a second", _a_second(ours), _a_second(peer), unit="a second", least=3),
    ]
    told = {f"peer_{name}": figures for name, figures in (("errors", _errors(peer)), ("p99_seconds", _slowest(peer)))}
    return rows, {**told, "rounds": found}


def converse(side: Side, *, first: int, count: int, at_once: int, short: bool = False) -> dict[str, Any]:
    """What `tests.bench.server.client` found."""
    numbers = ("--first", str(first), "--count", str(count), "--at-once", str(at_once))
    command = [sys.executable, "-m", "tests.bench.server.client", side.name, side.address, *numbers, *(["--short"] * short)]
    done = subprocess.run([*on_cores(CORES), *command], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"The client failed: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _errors(rounds: list[dict[str, Any]]) -> list[float]:
    return [len(one["errors"]) for one in rounds]


def _slowest(rounds: list[dict[str, Any]]) -> list[float]:
    return [p99(one["milliseconds"]) / 1000 for one in rounds]


def _a_second(rounds: list[dict[str, Any]]) -> list[float]:
    return [len(one["milliseconds"]) / one["seconds"] for one in rounds]
