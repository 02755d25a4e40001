"""A server that can be killed as often as one likes: the model is loaded once, and each life is a fork of what loaded it.

    python -m tests.hunts.killing LOG     with the settings of a server in its environment

A life does what `python -m bot serve` does, with the model already in memory: it opens its port and its database anew.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from functools import lru_cache
from pathlib import Path

import httpx

from bot.settings import ROOT
from tests.server import PATIENCE, environment, free_port


class Mortal:
    """Servers on one port and one database, one after the other."""

    def __init__(self, folder: Path, **ours: object) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.database = folder / "conversations.db"
        self._log = folder / "lives.log"
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.hunts.killing", str(self._log)], cwd=ROOT, text=True,
            env=environment(PORT=self.port, DATABASE_FILE=self.database, **ours),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log.open("ab"),
        )
        self._life = 0
        assert self._told() == "ready", self.log()

    def begin(self) -> None:
        """A life that answers."""
        assert self._parent.stdin
        print("begin", file=self._parent.stdin, flush=True)
        self._life = int(self._told())
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.address}/api/health/ready", timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.02)
        raise AssertionError(f"It does not come back: {self.log()}")

    def kill(self) -> None:
        """At once and without a word, as when the power goes."""
        os.kill(self._life, 9)
        self._life = 0
        assert self._told() == "ended"

    def close(self) -> None:
        if self._life and self._parent.poll() is None:
            self.kill()
        self._parent.kill()
        self._parent.wait()

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def _told(self) -> str:
        assert self._parent.stdout
        return self._parent.stdout.readline().strip()


def _serve_for_ever(log: Path) -> None:
    """Begins a life for each line that comes in, and ends with the input; tells the process of each, and its end."""
    from rasa.core.processor import MessageProcessor

    from bot.dialogue.launching import quiet, serve
    from bot.dialogue.training import ensure_model
    from bot.settings import settings
    from bot.shared import knowledge

    quiet(settings().log_level)
    model = str(ensure_model(settings(), knowledge()))
    MessageProcessor._load_model = staticmethod(lru_cache(maxsize=1)(MessageProcessor._load_model))
    MessageProcessor._load_model(model)
    print("ready", flush=True)
    for _ in sys.stdin:
        life = os.fork()
        if not life:
            with log.open("ab") as written:
                os.dup2(written.fileno(), 1)
            try:
                serve(settings(), knowledge())
            finally:
                os._exit(1)
        print(life, flush=True)
        os.waitpid(life, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    _serve_for_ever(Path(sys.argv[1]))
