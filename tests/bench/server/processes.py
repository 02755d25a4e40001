"""A command in a session of its own, so that everything it starts can be weighed and ended."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.settings import ROOT
from tests.bench.machine import on_cores

# All that is measured runs on so many cores, whatever the machine has.
CORES = 2
PATIENCE = 300


class Running:
    """A command while it runs. What it prints is in its log."""

    def __init__(self, command: Sequence[str], log: Path, environment: Mapping[str, str], *, folder: Path = ROOT) -> None:
        self._log = log
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                [*on_cores(CORES), *command], cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                start_new_session=True,
            )

    def stop(self) -> None:
        """Ends it and all that it started."""
        for how in (signal.SIGTERM, signal.SIGKILL):
            for process in self.processes():
                try:
                    os.kill(process, how)
                except ProcessLookupError:
                    continue
            until = time.monotonic() + 20
            while self.processes() and time.monotonic() < until:
                self._process.poll()
                time.sleep(0.05)
        self._process.wait()

    def check(self) -> None:
        """Raises RuntimeError with what it printed when it has ended."""
        if self._process.poll() is not None:
            raise RuntimeError(f"It ended with {self._process.returncode}: {self.log()}")

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")[-3000:]

    def resident(self) -> int:
        """Bytes in memory, of all its processes together."""
        page = os.sysconf("SC_PAGE_SIZE")
        return sum(int(_read(process, "statm").split()[1]) * page for process in self.processes() if _read(process, "statm"))

    def processes(self) -> list[int]:
        """The ids of the processes of its session that have not ended."""
        return [int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit() and self._belongs(int(one.name))]

    def _belongs(self, process: int) -> bool:
        # After the name, which may hold anything and stands in brackets: state, parent, group, session.
        told = _read(process, "stat").rpartition(")")[2].split()
        return bool(told) and int(told[3]) == self._process.pid and told[0] != "Z"


def timed(command: Sequence[str], log: Path, environment: Mapping[str, str], *, folder: Path = ROOT) -> float:
    """Seconds that a command takes to its end. Raises RuntimeError with what it printed when it fails."""
    with log.open("ab") as out:
        started = time.perf_counter()
        done = subprocess.run(
            [*on_cores(CORES), *command], cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
    return time.perf_counter() - started


def _read(process: int, file: str) -> str:
    try:
        return Path(f"/proc/{process}/{file}").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""
