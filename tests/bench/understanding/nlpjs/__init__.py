"""nlp.js, where node is there.

Its usual classifier gives one intent a message and makes the scores of all intents add up to one, so that a message with three labels
could not be sure of any. Its own network, which it exports, has an output for each label that says yes or no by itself: that is fairer
to it, and faster than ten classifiers side by side. Tokens and stems are its own.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.core.model import LABEL_IDS
from bot.settings import ROOT
from tests.bench.understanding.messages import Labelled
from tests.bench.understanding.peer import WARM_UP, Peer, Read

HERE = Path(__file__).parent
INSTALLED = ROOT / "build" / "bench" / "nlpjs"
# Its own number; it stops long before, when nothing changes any more.
ITERATIONS, QUICK_ITERATIONS = 20_000, 30


class NlpJs(Peer):
    title = "nlp.js"

    def missing(self) -> str:
        absent = [command for command in ("node", "npm") if shutil.which(command) is None]
        if absent:
            return f"{' and '.join(absent)} not there"
        return "" if self._installed() else "node-nlp could not be installed"

    def train(self, learned: Labelled, folder: Path, *, quick: bool) -> None:
        labels = [[label for label, said in zip(LABEL_IDS, row, strict=True) if said] for row in learned.reported]
        self._node("train", folder, QUICK_ITERATIONS if quick else ITERATIONS, texts=learned.texts, labels=labels)

    def read(self, texts: Sequence[str], folder: Path) -> Read:
        found = json.loads(self._node("read", folder, WARM_UP, texts=list(texts)))
        scores = np.array([[row.get(label, 0.0) for label in LABEL_IDS] for row in found["scores"]])
        return Read(np.clip(scores, 0.0, 1.0), np.array(found["seconds"]))

    def _node(self, command: str, folder: Path, number: int, **given: Any) -> str:
        return subprocess.run(
            ["node", "classify.js", command, folder / "model.json", str(number)], cwd=INSTALLED, input=json.dumps(given),
            capture_output=True, text=True, check=True,
        ).stdout

    def _installed(self) -> bool:
        """Whether node-nlp is there in the version that package.json names; installs it when not.

        No lock is kept: npm's own holds the addresses of a registry. What node-nlp needs itself is therefore not pinned.
        """
        INSTALLED.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "classify.js"):
            shutil.copy(HERE / name, INSTALLED / name)
        wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]["node-nlp"]
        found = INSTALLED / "node_modules" / "node-nlp" / "package.json"
        if found.is_file() and json.loads(found.read_text(encoding="utf-8"))["version"] == wanted:
            return True
        told = subprocess.run(
            ["npm", "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=INSTALLED,
            capture_output=True, check=False,
        )
        return told.returncode == 0
