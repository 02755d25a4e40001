"""Conditions over answers, as the content writes them, and their evaluation.

A condition in YAML is one of

* the name of a circumstance:               ``danger_now``
* an answer, or one of several:             ``{coercion: yes}``, ``{coercion: [yes, not_sure]}``
* a combination:                            ``{all: [...]}``, ``{any: [...]}``, ``{not: ...}``

Evaluation does not only say whether a condition holds but also on which questions it rests, so that every line
of an assessment can name the answers that caused it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Values = Mapping[str, str]
"""Question id to the value of its answer."""

COMBINATIONS = ("all", "any", "not")


@dataclass(frozen=True)
class Named:
    circumstance: str


@dataclass(frozen=True)
class Answered:
    question: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    part: Condition


Condition = Named | Answered | All | AnyOf | Not


def parse(raw: object) -> Condition:
    """Read a condition from what YAML gave. Raises ValueError with a sentence that names the offending part."""
    if isinstance(raw, str):
        return Named(raw)
    if not isinstance(raw, dict) or len(raw) != 1:
        raise ValueError(f"a condition is a name or exactly one 'key: value', found {raw!r}")
    (key, value), = raw.items()
    if key in ("all", "any"):
        if not isinstance(value, list):
            raise ValueError(f"'{key}' takes a list of conditions, found {value!r}")
        parts = tuple(parse(part) for part in value)
        return All(parts) if key == "all" else AnyOf(parts)
    if key == "not":
        return Not(parse(value))
    values = value if isinstance(value, list) else [value]
    if not values or not all(isinstance(one, str) for one in values):
        raise ValueError(f"'{key}' takes an answer or a list of answers, found {value!r}")
    return Answered(str(key), tuple(values))


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and every part of it, circumstances not opened."""
    yield condition
    if isinstance(condition, (All, AnyOf)):
        for part in condition.parts:
            yield from walk(part)
    elif isinstance(condition, Not):
        yield from walk(condition.part)


class Evaluation:
    """Evaluates conditions against one set of answers; every circumstance is worked out once."""

    def __init__(self, circumstances: Mapping[str, Condition], values: Values) -> None:
        self._circumstances = circumstances
        self._values = values
        self._known: dict[str, frozenset[str] | None] = {}
        self._held: dict[str, bool] = {}

    def holds(self, condition: Condition) -> bool:
        """Whether the condition is true; no more of it is looked at than that takes."""
        if isinstance(condition, Answered):
            return self._values.get(condition.question) in condition.values
        if isinstance(condition, Named):
            name = condition.circumstance
            if name not in self._held:
                self._held[name] = self.holds(self._circumstances[name])
            return self._held[name]
        if isinstance(condition, Not):
            return not self.holds(condition.part)
        every = all if isinstance(condition, All) else any
        return every(map(self.holds, condition.parts))

    def rests_on(self, condition: Condition) -> frozenset[str] | None:
        """The ids of the questions whose answers make the condition true; None when it does not hold."""
        if isinstance(condition, Answered):
            met = self._values.get(condition.question) in condition.values
            return frozenset((condition.question,)) if met else None
        if isinstance(condition, Named):
            return self._circumstance(condition.circumstance)
        if isinstance(condition, Not):
            return None if self.holds(condition.part) else frozenset()
        found = [self.rests_on(part) for part in condition.parts]
        met_parts = [one for one in found if one is not None]
        if isinstance(condition, All):
            return frozenset().union(*met_parts) if len(met_parts) == len(found) else None
        return frozenset().union(*met_parts) if met_parts else None

    def _circumstance(self, name: str) -> frozenset[str] | None:
        if name not in self._known:
            self._known[name] = self.rests_on(self._circumstances[name])
        return self._known[name]
