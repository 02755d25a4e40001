"""What the figures were measured on: the machine, and the versions of what took part."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Iterable
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

from bot import __version__


def stamp(packages: Iterable[str], *, quick: bool) -> dict[str, object]:
    """What stands beside figures: on what they were measured, and when."""
    return {
        "assistant": __version__, "at": datetime.now(timezone.utc).isoformat(timespec="seconds"), "quick": quick, "machine": machine(),
        "versions": versions(packages),
    }


def machine() -> dict[str, object]:
    return {
        "processor": _processor(), "cores": len(os.sched_getaffinity(0)), "busy": os.getloadavg()[0],
        "machine": platform.machine(), "system": platform.platform(),
    }


def versions(packages: Iterable[str]) -> dict[str, str]:
    return {"python": platform.python_version(), "node": _node(), **{name: version(name) for name in sorted(set(packages))}}


def on_cores(count: int) -> list[str]:
    """What a command begins with that is to run on so many cores only; fewer where the machine has fewer."""
    return ["taskset", "--cpu-list", ",".join(map(str, sorted(os.sched_getaffinity(0))[:count]))]


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())


def _node() -> str:
    if shutil.which("node") is None:
        return "not there"
    return subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout.strip()
