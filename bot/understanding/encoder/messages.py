"""The labelled messages that the model learns from, and their form as tokens and targets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.core.errors import ContentError, Problem
from bot.core.model import LABEL_IDS
from bot.understanding.encoder.shape import OUTPUTS, Example, tokenizer

_ROOT = Path(__file__).resolve().parents[3]
MESSAGES = _ROOT / "data" / "understanding" / "messages"
# What training made of the messages that it did not see.
HELD_OUT = _ROOT / "build" / "held_out.npz"
# Messages written one after another are often pairs that differ in one fact; they stay on one side of a split.
BLOCK = 10


@dataclass(frozen=True)
class LabelledMessage:
    """`evidence` gives for each label, reported or denied, the words of the text that say so."""

    id: str
    text: str
    labels: tuple[str, ...]
    denied: tuple[str, ...]
    evidence: dict[str, str]
    block: str


def load_messages(folder: Path = MESSAGES) -> list[LabelledMessage]:
    """All messages, in the order of the files. Raises ContentError with every bad line."""
    messages: list[LabelledMessage] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.jsonl")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for number, line in enumerate(lines, 1):
            try:
                messages.append(_message(json.loads(line), f"{path.stem}-{(number - 1) // BLOCK}"))
            except (ValueError, KeyError, TypeError) as error:
                problems.append(Problem(path.name, f"line {number}", str(error)))
    if problems:
        raise ContentError(problems)
    return messages


def examples(messages: Iterable[LabelledMessage]) -> list[Example]:
    return [_example(message) for message in messages]


def _message(row: dict[str, Any], block: str) -> LabelledMessage:
    labels, denied = tuple(row["labels"]), tuple(row["denied"])
    text, evidence = str(row["text"]), dict(row["evidence"])
    for label in (*labels, *denied):
        if label not in LABEL_IDS:
            raise ValueError(f"'{label}' is no label")
        if evidence.get(label, "") not in text:
            raise ValueError(f"the evidence for '{label}' does not stand in the text")
    if set(labels) & set(denied):
        raise ValueError("a label is both reported and denied")
    return LabelledMessage(str(row["id"]), text, labels, denied, evidence, block)


def _example(message: LabelledMessage) -> Example:
    encoded = tokenizer().encode(message.text)
    text = np.zeros(len(OUTPUTS), dtype=np.float32)
    tokens = np.zeros((len(encoded.ids), len(OUTPUTS)), dtype=np.float32)
    for column, (label, status) in enumerate(OUTPUTS):
        if label not in (message.labels if status == "reported" else message.denied):
            continue
        text[column] = 1.0
        words = message.evidence.get(label, "")
        start = message.text.find(words)
        if words:
            for place, (begin, end) in enumerate(encoded.offsets):
                if end > begin and begin < start + len(words) and end > start:
                    tokens[place, column] = 1.0
    return Example(tuple(encoded.ids), text, tokens)
