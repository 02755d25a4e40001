"""What the environments take on disk: whole, and without what only tests, checks and benchmarks need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from bot.settings import ROOT
from tests.bench.server.peer_project import PYTHON
from tests.bench.server.rows import Row
from tests.bench.server.stage import Stage

NEEDS = ROOT / "requirements" / "main.in"
# From this line on, the file names what is not needed to run.
TESTS_BEGIN = "# For `make test`"


def size(_: Stage) -> tuple[list[Row], dict[str, Any]]:
    ours, peer = (megabytes(files(environment)) for environment in (ROOT / ".venv", PYTHON.parents[1]))
    tests = only_tests()
    to_run = ours - megabytes(file for name in tests for file in _files_of(distribution(name)))
    return [
        Row("installed size of the environment", [ours], [peer], "MB", most=0.65),
        Row("installed size without what only tests need", [to_run], [peer], "MB"),
    ], {"only_tests": sorted(tests)}


def files(environment: Path) -> Iterator[Path]:
    """Its files, without what Python compiles when a module is first used."""
    for file in environment.resolve().rglob("*"):
        if file.is_file() and not file.is_symlink() and file.suffix != ".pyc":
            yield file


def megabytes(found: Iterable[Path]) -> float:
    """On disk, in whole blocks."""
    return sum(file.stat().st_blocks * 512 for file in found) / 1e6


def only_tests() -> set[str]:
    """The installed packages that nothing needs which is needed to run."""
    needed, _, tests = NEEDS.read_text(encoding="utf-8").partition(TESTS_BEGIN)
    if not tests:
        raise RuntimeError(f"{NEEDS.name} has no line that begins with '{TESTS_BEGIN}'.")
    return _with_needs(_named(tests)) - _with_needs(_named(needed))


def _named(lines: str) -> list[str]:
    """The packages that lines of requirements begin with."""
    return [re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^[A-Za-z][\w.-]*", lines, re.MULTILINE)]


def _with_needs(names: Iterable[str]) -> set[str]:
    waiting, found = list(names), set()
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            needs = distribution(name).requires or []
        except PackageNotFoundError:
            continue
        found.add(name)
        # What only an extra asks for, nobody asked for.
        waiting += _named("\n".join(one for one in needs if "extra ==" not in one))
    return found


def _files_of(package: Distribution) -> Iterator[Path]:
    for named in package.files or ():
        file = Path(str(named.locate()))
        if file.is_file() and file.suffix != ".pyc":
            yield file
