"""`make bench`: tables on standard output, and the same with everything behind them in build/bench.json.

    python -m tests.bench [server[:MEASURE]] [understanding] [helpline] [--quick]

What is not measured this time stays in the file as it was, with the machine and the time beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from typing import Any

from bot.dialogue.launching import quiet
from bot.settings import ROOT
from tests.bench import helpline
from tests.bench.machine import stamp
from tests.bench.server.measures import MEASURES, measure
from tests.bench.understanding.comparison import compare, table
from tests.bench.understanding.peers import PEERS
from tests.bench.understanding.throughput import throughput

OUT = ROOT / "build" / "bench.json"
SERVER = "server"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measures the assistant.")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"{', '.join(_known())}; all parts when none is named")
    parser.add_argument("--quick", action="store_true", help="a first look: few messages, little training; figures to throw away")
    options = parser.parse_args()
    unknown = set(options.parts) - set(_known())
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(_known())}")
    quiet("ERROR")
    for part, measures in _chosen(options.parts or PARTS).items():
        _keep(part, measure(measures, quick=options.quick) if part == SERVER else PARTS[part](quick=options.quick))
    print(f"Written to {OUT.relative_to(ROOT)}")
    return 0


def _known() -> list[str]:
    return [*PARTS, *(f"{SERVER}:{name}" for name in MEASURES)]


def _chosen(parts: Any) -> dict[str, list[str]]:
    """By part the measures that are named; none where the whole part is."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for part in parts:
        name, _, one = part.partition(":")
        found[name] += [one] if one else []
    return {name: [] if name in parts else measures for name, measures in found.items()}


def _keep(part: str, figures: dict[str, Any]) -> None:
    """Writes the figures of a part beside those of the others, as soon as they are there."""
    kept = json.loads(OUT.read_text(encoding="utf-8")) if OUT.is_file() else {}
    before = kept.get(part, {}) if part == SERVER else {}
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps({**kept, part: {**before, **figures}}, indent=2) + "\n", encoding="utf-8")


def _understanding(*, quick: bool) -> dict[str, Any]:
    on = stamp([package for peer in PEERS.values() for package in peer.packages], quick=quick)
    rows = compare(quick=quick)
    print(*table(rows), sep="\n")
    read = throughput(quick=quick)
    print(f"python -m bot understand: {read['per_second']:.0f} messages a second for {read['lines']} on {read['cores']} cores, "
          f"{read['seconds_to_first']:.1f} s to the first", "", sep="\n")
    return {**on, "peers": rows, "throughput": read}


def _helpline(*, quick: bool) -> dict[str, Any]:
    on = stamp((), quick=quick)
    figures = helpline.measure(quick=quick)
    print(*helpline.table(figures), "", sep="\n")
    return {**on, **figures}


PARTS = {SERVER: measure, "understanding": _understanding, "helpline": _helpline}

if __name__ == "__main__":
    sys.exit(main())
