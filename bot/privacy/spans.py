"""A stretch of a message that is replaced."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """Characters `start` up to, not including, `end`; `word` takes their place. A name has none: it gets a number."""

    start: int
    end: int
    word: str = ""


class Spans:
    """Stretches that never overlap: what was found first stays."""

    def __init__(self) -> None:
        self._found: list[Span] = []

    def add(self, start: int, end: int, word: str = "") -> bool:
        """Whether the stretch was free."""
        if start >= end or not self.free(start, end):
            return False
        self._found.append(Span(start, end, word))
        return True

    def free(self, start: int, end: int) -> bool:
        return all(end <= one.start or start >= one.end for one in self._found)

    def in_order(self) -> list[Span]:
        return sorted(self._found, key=lambda one: one.start)
