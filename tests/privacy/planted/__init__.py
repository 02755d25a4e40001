"""The planted messages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Planted:
    """A message, and the details in it as (kind, text)."""

    text: str
    details: tuple[tuple[str, str], ...] = ()

    def left(self, kept: str) -> list[tuple[str, str]]:
        """The details that can still be read in what is kept, in whatever case."""
        return [detail for detail in self.details if detail[1].casefold() in kept.casefold()]


def planted(name: str) -> list[Planted]:
    """The messages of one file."""
    rows = map(json.loads, (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [Planted(row["text"], tuple((one["kind"], one["text"]) for one in row.get("details", ()))) for row in rows]
