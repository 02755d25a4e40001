"""The comparison itself: each peer in processes of its own, one row for each."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from bot.settings import ROOT
from tests.bench.machine import on_cores
from tests.bench.understanding.figures import ahead, quality, thresholds
from tests.bench.understanding.messages import test_messages, training_messages
from tests.bench.understanding.peer import Read
from tests.bench.understanding.peers import PEERS

ONE_THREAD = dict.fromkeys((
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS",
), "1")
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore", "TQDM_DISABLE": "1"}

Row = dict[str, Any]


def compare(names: Iterable[str] = PEERS, *, quick: bool = False) -> dict[str, Row]:
    """By peer: its figures, or under `missing` why there are none. When ours is among them, by how much it is ahead."""
    true, rows, said = test_messages().reported, {}, {}
    for name in names:
        print(f"{PEERS[name].title} ...", file=sys.stderr, flush=True)
        rows[name] = {"title": PEERS[name].title}
        missing = PEERS[name].missing()
        if missing:
            rows[name]["missing"] = missing
            continue
        figures, said[name] = _measure(name, true, quick=quick)
        rows[name] |= figures
        if "ours" in said and name != "ours":
            rows[name]["ours_ahead"] = ahead(said["ours"], said[name], true)
    return rows


def table(rows: dict[str, Row]) -> Iterable[str]:
    """The rows as lines of text."""
    yield f"{'':36} {'macro-F1':>8} {'danger':>7} {'ms':>7} {'MB':>6}   ours ahead in F1 (95 % of resampled test sets)"
    for row in rows.values():
        if "missing" in row:
            yield f"{row['title']:36} not measured: {row['missing']}"
            continue
        line = (f"{row['title']:36} {row['macro_f1']:8.3f} {row['danger_recall']:7.3f} {row['ms_median']:7.2f} "
                f"{row['bytes'] / 1e6:6.1f}")
        apart = row.get("ours_ahead")
        yield line + (f"   {apart['macro_f1']:+.3f} ({apart['low']:+.3f} to {apart['high']:+.3f})" if apart else "")


def _measure(name: str, true: np.ndarray, *, quick: bool) -> tuple[Row, np.ndarray]:
    """The figures of one peer, and what it said of the test messages: (messages, labels) of bool."""
    with tempfile.TemporaryDirectory() as place:
        model, limits, started = Path(place) / "model", np.full(true.shape[1], 0.5), time.monotonic()
        if not PEERS[name].ready:
            first = model if PEERS[name].learns_once else Path(place) / "choosing"
            limits = _chosen(name, first, quick=quick)
            if first != model:
                _work(name, "train", model, "all", quick=quick)
        trained = time.monotonic() - started
        read = _read(name, model, "test", quick=quick)
        size = sum(path.stat().st_size for path in PEERS[name].files(model))
    said = read.scores >= limits
    low, middle, high = (float(np.percentile(read.seconds, at) * 1000) for at in (5, 50, 95))
    return {
        **quality(said, true), "ms_median": middle, "ms_5th": low, "ms_95th": high, "bytes": size,
        "seconds_to_train_and_choose": round(trained, 1), "thresholds": limits.round(2).tolist(),
    }, said


def _chosen(name: str, folder: Path, *, quick: bool) -> np.ndarray:
    """Thresholds of a model that has not seen the messages on which they are chosen."""
    _work(name, "train", folder, "learned", quick=quick)
    _, held_out = training_messages(quick=quick)
    return thresholds(_read(name, folder, "held_out", quick=quick).scores, held_out.reported)


def _read(name: str, folder: Path, messages: str, *, quick: bool) -> Read:
    _work(name, "read", folder, messages, quick=quick)
    with np.load(f"{folder}.npz") as found:
        return Read(found["scores"], found["seconds"])


def _work(name: str, task: str, folder: Path, messages: str, *, quick: bool) -> None:
    """In a process of its own; reading gets one core and one thread. Raises RuntimeError with what the process said."""
    alone = task == "read"
    command = [PEERS[name].python, "-m", "tests.bench.understanding.work", name, task, str(folder), messages, *(["--quick"] * quick)]
    told = subprocess.run(
        [*on_cores(1), *command] if alone else command, cwd=ROOT, env={**os.environ, **QUIET, **(ONE_THREAD if alone else {})},
        capture_output=True, text=True, check=False,
    )
    if told.returncode:
        raise RuntimeError(f"{name} could not {task}:\n{told.stderr[-2000:]}")
