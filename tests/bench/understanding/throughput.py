"""How many messages a second `python -m bot understand` reads from a file, on two cores, its start included."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice

from bot.settings import ROOT
from bot.understanding.encoder.messages import load_messages
from tests.bench.machine import on_cores

LINES, FEW_LINES = 5000, 500
CORES = 2


def throughput(*, quick: bool = False) -> dict[str, float]:
    """Messages a second over all, seconds until the first line came out, and messages a second from then on."""
    lines = FEW_LINES if quick else LINES
    with tempfile.TemporaryFile() as given:
        for message in islice(cycle(load_messages()), lines):
            given.write(json.dumps({"id": message.id, "text": message.text}).encode() + b"\n")
        given.seek(0)
        started = time.perf_counter()
        with subprocess.Popen(
            [*on_cores(CORES), sys.executable, "-m", "bot", "understand"], cwd=ROOT, stdin=given, stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            first = time.perf_counter() - started
            read = 1 + sum(1 for _ in process.stdout)
        seconds = time.perf_counter() - started
    if process.returncode or read != lines:
        raise RuntimeError(f"'python -m bot understand' read {read} of {lines} lines and ended with {process.returncode}.")
    return {
        "lines": lines, "cores": min(CORES, len(os.sched_getaffinity(0))), "per_second": lines / seconds, "seconds_to_first": first,
        "per_second_from_first": (lines - 1) / (seconds - first),
    }
