"""A line of the table: what was measured of ours, what it is set against, and the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any


@dataclass(frozen=True)
class Row:
    """`ours` and `theirs`: one figure a round, in `unit`. Without `theirs` the figure stands by itself.

    The target is `most` or `least`; a row with neither is there to compare.
    """

    name: str
    ours: Sequence[float]
    theirs: Sequence[float] = ()
    unit: str = "ms"
    against: str = "Rasa"
    most: float | None = None
    least: float | None = None

    @property
    def value(self) -> float:
        """The median over the rounds of ours to theirs, which were measured one right after the other."""
        if not self.theirs:
            return median(self.ours)
        return median(one / other for one, other in zip(self.ours, self.theirs, strict=True))

    @property
    def met(self) -> bool | None:
        """None where there is no target."""
        if self.most is not None:
            return self.value <= self.most
        return self.value >= self.least if self.least is not None else None

    def plain(self) -> dict[str, Any]:
        return {
            "name": self.name, "value": self.value, "is": f"ratio to {self.against}" if self.theirs else self.unit,
            "most": self.most, "least": self.least, "met": self.met, "unit": self.unit,
            "ours": list(self.ours), "theirs": list(self.theirs),
        }

    def line(self) -> str:
        target = f"<= {self.most:g}" if self.most is not None else f">= {self.least:g}" if self.least is not None else ""
        verdict = {True: "met", False: "MISSED", None: ""}[self.met]
        behind = f"{_short(median(self.ours))} {self.unit}"
        if self.theirs:
            behind += f", {self.against} {_short(median(self.theirs))} {self.unit}"
        return f"{self.name:64} {_short(self.value):>8} {target:>8} {verdict:6}  ({behind})"


def p95(figures: Sequence[float]) -> float:
    return quantiles(figures, n=20, method="inclusive")[-1]


def p99(figures: Sequence[float]) -> float:
    return quantiles(figures, n=100, method="inclusive")[-1]


def _short(figure: float) -> str:
    return f"{figure:.2f}" if abs(figure) < 10 else f"{figure:,.1f}" if abs(figure) < 1000 else f"{figure:,.0f}"
