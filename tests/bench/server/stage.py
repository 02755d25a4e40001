"""The servers that several measures share: started when the first needs them, warm for the rest."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from bot.settings import ROOT
from tests.bench.server.line import Line
from tests.bench.server.sides import Floor, Ours, Peer, Side

# On the disk of the project, where its own database lies: a turn waits for that disk.
PLACE = ROOT / "build" / "bench"
WARM_UP = 3


class Stage:
    """Ours and the peer, and with them the floor. `quick`: as few rounds as show that everything runs."""

    def __init__(self, *, quick: bool) -> None:
        self.quick = quick
        PLACE.mkdir(parents=True, exist_ok=True)
        self._place = tempfile.TemporaryDirectory(dir=PLACE)
        self.folder = Path(self._place.name)
        self._started: dict[str, Side] = {}

    def __enter__(self) -> Stage:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.clear()
        self._place.cleanup()

    def rounds(self, full: int) -> int:
        return 2 if self.quick else full

    def pair(self) -> tuple[Side, Side]:
        """Ours and the peer, warm."""
        return self._warm("ours", lambda: Ours(self.folder)), self._warm("peer", lambda: Peer(self.folder))

    def floor(self) -> Side:
        """The floor, which answers what ours answers to a payload."""
        ours, _ = self.pair()
        with Line(ours.address) as line:
            script = ours.script(0)
            for said in script.opening:
                line.say("floor", said)
            _, answer = line.say("floor", script.payloads[0])
        return self._warm("floor", lambda: Floor(self.folder, answer))

    def clear(self) -> None:
        """Ends the servers, so that nothing runs beside what is measured next."""
        for side in self._started.values():
            side.stop()
        self._started.clear()

    def _warm(self, name: str, make: Callable[[], Side]) -> Side:
        if name not in self._started:
            side = self._started[name] = make()
            side.start()
            for number in range(WARM_UP):
                with Line(side.address) as line:
                    for said in side.script(number).whole():
                        line.say(f"warm-up-{number}", said)
        return self._started[name]
