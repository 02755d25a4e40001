"""`make bench`: tables on standard output, and the same with everything behind them in build/bench.json.

    python -m tests.bench [turns] [understanding] [helpline] [--quick]
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from bot import __version__
from bot.dialogue.launching import quiet
from bot.settings import ROOT
from tests.bench import helpline, turns
from tests.bench.machine import machine, versions
from tests.bench.understanding.comparison import compare, table
from tests.bench.understanding.peers import PEERS
from tests.bench.understanding.throughput import throughput

OUT = ROOT / "build" / "bench.json"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measures the assistant.")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"{' or '.join(PARTS)}; all when none is named")
    parser.add_argument("--quick", action="store_true", help="a first look: few messages, little training; figures to throw away")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    quiet("ERROR")
    packages = [package for peer in PEERS.values() for package in peer.packages]
    found: dict[str, Any] = {
        "assistant": __version__, "quick": options.quick, "machine": machine(), "versions": versions(packages),
    }
    for part in options.parts or PARTS:
        found[part] = PARTS[part](quick=options.quick)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(f"Written to {OUT.relative_to(ROOT)}")
    return 0


def _turns(*, quick: bool) -> dict[str, Any]:
    figures = turns.measure(quick=quick)
    print(*turns.table(figures), "", sep="\n")
    return figures


def _understanding(*, quick: bool) -> dict[str, Any]:
    rows = compare(quick=quick)
    print(*table(rows), sep="\n")
    read = throughput(quick=quick)
    print(f"python -m bot understand: {read['per_second']:.0f} messages a second for {read['lines']} on {read['cores']} cores, "
          f"{read['seconds_to_first']:.1f} s to the first", "", sep="\n")
    return {"peers": rows, "throughput": read}


def _helpline(*, quick: bool) -> dict[str, Any]:
    figures = helpline.measure(quick=quick)
    print(*helpline.table(figures), "", sep="\n")
    return figures


PARTS = {"turns": _turns, "understanding": _understanding, "helpline": _helpline}

if __name__ == "__main__":
    sys.exit(main())
