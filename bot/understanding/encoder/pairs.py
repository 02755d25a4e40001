"""Questions with messages that answer them or do not, and their form as tokens and targets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.core.errors import ContentError, Problem
from bot.understanding.encoder.shape import ANSWERS, Example, tokenizer

PAIRS = Path(__file__).resolve().parents[3] / "data" / "understanding" / "answers"
# What a message amounts to that leaves the question open.
NONE = "none"


@dataclass(frozen=True)
class Pair:
    """`question`: its id; `value`: what the text amounts to as an answer; `file`: the name of the batch it was written in."""

    question: str
    text: str
    value: str
    file: str


def load_pairs(questions: Iterable[str], folder: Path = PAIRS) -> list[Pair]:
    """All pairs, in the order of the files. Raises ContentError with every line that is no pair on one of these questions."""
    known = set(questions)
    pairs: list[Pair] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                pair = Pair(row["question"], str(row["text"]).strip(), row["value"], path.stem)
            except (ValueError, KeyError, TypeError) as error:
                problems.append(Problem(path.name, f"line {number}", f"is no pair: {error}"))
                continue
            pairs.append(pair)
            if pair.question not in known:
                problems.append(Problem(path.name, f"line {number}", f"'{pair.question}' is no question"))
            if pair.value not in (*ANSWERS, NONE) or not pair.text:
                problems.append(Problem(path.name, f"line {number}", "needs a text, and yes, no, not_sure or none"))
    if problems:
        raise ContentError(problems)
    return pairs


def pair_examples(pairs: Iterable[Pair], asks: Mapping[str, str]) -> list[Example]:
    """`asks`: how each question is put. Nothing is learned of single tokens."""
    return [_example(asks[pair.question], pair) for pair in pairs]


def _example(ask: str, pair: Pair) -> Example:
    encoded = tokenizer().encode(ask, pair.text)
    target = np.array([pair.value == answer for answer in ANSWERS], dtype=np.float32)
    return Example(tuple(encoded.ids), target, np.zeros((len(encoded.ids), len(ANSWERS)), dtype=np.float32))
