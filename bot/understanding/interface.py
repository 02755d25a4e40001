"""What understanding gives, whoever does it: the dialogue, the API and the command line know only these shapes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

Status = Literal["reported", "denied"]


@dataclass(frozen=True)
class Evidence:
    """A span of the text that was sent, in Unicode code points, and its words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Finding:
    """A label that the text reports or denies, with the words that say so."""

    id: str
    status: Status
    confidence: float
    evidence: tuple[Evidence, ...]

    def plain(self) -> dict[str, Any]:
        return {**asdict(self), "confidence": round(self.confidence, 3)}


@dataclass(frozen=True)
class Detail:
    """The answer to one question of the interview that the words alone settle: the child's age, a planned meeting."""

    question: str
    value: str
    evidence: Evidence

    def plain(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Understood:
    """`danger` holds the words that mean danger now, `wish_to_die` those that mean a wish to die; empty when there are none.

    `over`: the text puts something in the past, or says that it is over or the child safe.
    """

    findings: tuple[Finding, ...] = ()
    details: tuple[Detail, ...] = ()
    danger: tuple[Evidence, ...] = ()
    wish_to_die: tuple[Evidence, ...] = ()
    over: bool = False

    @property
    def labels(self) -> list[str]:
        """The ids of what is reported."""
        return [finding.id for finding in self.findings if finding.status == "reported"]

    @property
    def answered(self) -> tuple[Detail, ...]:
        """The details, and beside them what words for a wish to die answer where nothing else has said so."""
        known = {*self.labels, *(one.question for one in self.details)}
        return (*self.details, *(
            Detail(question, "yes", evidence)
            for evidence in self.wish_to_die[:1] for question in ("suicidal", "immediate_danger") if question not in known
        ))


class Understanding(Protocol):
    """Reads a text on its own, apart from any conversation. Must not keep or log it."""

    def understand(self, text: str) -> Understood: ...
