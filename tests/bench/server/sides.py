"""The servers that are measured: ours, the peer and the floor."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from http.client import HTTPException
from itertools import count
from pathlib import Path

from bot.settings import ROOT
from tests.bench.server import peer_project
from tests.bench.server.line import Line, messages
from tests.bench.server.processes import PATIENCE, Running
from tests.bench.server.scripts import Script, ours, peer
from tests.server import environment, free_port

# What ours is set to beside its port and its database. All conversations come from one address here, so what limits one is off.
SETTINGS: dict[str, object] = {"REQUESTS_PER_MINUTE": 0, "CONVERSATIONS_PER_HOUR": 0}
_NUMBERS = count(1)


class Side:
    """A server in processes of its own. `folder`: where its database and its logs are."""

    name: str
    script: Callable[[int], Script]

    def __init__(self, folder: Path) -> None:
        # Each start has files of its own.
        self.folder = folder / f"{self.name}-{next(_NUMBERS)}"
        self.folder.mkdir()
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._running: list[Running] = []

    def start(self) -> float:
        """Starts all processes and returns the seconds to the first turn that is answered as it should be."""
        started = time.perf_counter()
        self._running = self.run()
        for attempt in count():
            for running in self._running:
                running.check()
            try:
                with Line(self.address) as line:
                    _, answer = line.say(f"first-{attempt}", self.script(0).first)
                if self.right(answer):
                    return time.perf_counter() - started
            except (OSError, HTTPException, RuntimeError):
                pass
            if time.perf_counter() - started > PATIENCE:
                raise RuntimeError(f"{self.name} gives no answer: {' '.join(one.log() for one in self._running)}")
            time.sleep(0.05)
        raise AssertionError

    def stop(self) -> None:
        for running in self._running:
            running.stop()

    def resident(self) -> float:
        """Megabytes in memory, of all processes."""
        return sum(one.resident() for one in self._running) / 1e6

    def run(self) -> list[Running]:
        """Starts the processes and returns at once."""
        raise NotImplementedError

    def right(self, answer: bytes) -> bool:
        """Whether a turn that is measured was answered as it should be."""
        raise NotImplementedError


class Ours(Side):
    name = "ours"
    script = staticmethod(ours)
    command: tuple[str, ...] = (sys.executable, "-m", "bot", "serve")

    def run(self) -> list[Running]:
        set_to = environment(PORT=self.port, DATABASE_FILE=self.folder / "conversations.db", **SETTINGS)
        # A make that runs under a make would take its options from it.
        outside = {name: value for name, value in set_to.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
        return [Running(self.command, self.folder / "server.log", outside)]

    def right(self, answer: bytes) -> bool:
        return any("question" in one.get("custom", {}) for one in messages(answer))


class MakeRun(Ours):
    """Ours as a newcomer starts it."""

    name = "make-run"
    command = ("make", "run")


class Peer(Side):
    name = "peer"
    script = staticmethod(peer)

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._project = peer_project.trained()

    def run(self) -> list[Running]:
        actions, endpoints = free_port(), self.folder / "endpoints.yml"
        endpoints.write_text(
            peer_project.ENDPOINTS.format(port=actions, database=self.folder / "conversations.db"), encoding="utf-8"
        )
        commands = (
            ("run", "--interface", "127.0.0.1", "--port", str(self.port), "--endpoints", str(endpoints)),
            ("run", "actions", "--port", str(actions)),
        )
        return [
            Running(peer_project.rasa(*command), self.folder / f"{number}.log", peer_project.environment(), folder=self._project)
            for number, command in enumerate(commands)
        ]

    def right(self, answer: bytes) -> bool:
        return any(one.get("text") == peer_project.ANSWER for one in messages(answer))


class Floor(Side):
    """A bare handler that gives the answer it is made with."""

    name = "floor"
    script = staticmethod(ours)

    def __init__(self, folder: Path, answer: bytes) -> None:
        super().__init__(folder)
        self._answer = answer

    def run(self) -> list[Running]:
        told = self.folder / "answer.json"
        told.write_bytes(self._answer)
        command = [sys.executable, "-m", "tests.bench.server.floor", str(self.port), str(self.folder / "floor.db"), str(told)]
        return [Running(command, self.folder / "floor.log", {**os.environ, "PYTHONPATH": str(ROOT)})]

    def right(self, answer: bytes) -> bool:
        return answer == self._answer
