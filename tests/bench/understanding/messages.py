"""The messages of the comparison: what every peer learns from, and what it is measured on."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.core.model import LABEL_IDS
from bot.settings import ROOT
from bot.understanding.encoder.messages import LabelledMessage, load_messages

TEST = ROOT / "tests" / "evaluation" / "development_set.jsonl"
HELD_OUT = 10
FEW = 500
SEED = 4


@dataclass(frozen=True)
class Labelled:
    """Texts and what they report: (texts, labels) of bool, in the order of LABEL_IDS."""

    texts: list[str]
    reported: np.ndarray


def training_messages(*, quick: bool = False) -> tuple[Labelled, Labelled]:
    """Nine tenths to learn from and one tenth to choose thresholds on, in an order that is always the same.

    Messages written one after another stay on one side. `quick` takes a few hundred of all.
    """
    messages = load_messages()
    random.Random(SEED).shuffle(messages)
    if quick:
        messages = messages[:FEW]
    blocks = sorted({message.block for message in messages})
    random.Random(SEED).shuffle(blocks)
    outside = set(blocks[:max(len(blocks) // HELD_OUT, 1)])
    learned = [message for message in messages if message.block not in outside]
    held_out = [message for message in messages if message.block in outside]
    return _labelled(learned), _labelled(held_out)


def test_messages() -> Labelled:
    """What every peer is measured on, and nothing is learned or chosen from."""
    rows = [json.loads(line) for line in TEST.read_text(encoding="utf-8").splitlines()]
    return Labelled([row["text"] for row in rows], _columns([row["labels"] for row in rows]))


def together(one: Labelled, other: Labelled) -> Labelled:
    return Labelled([*one.texts, *other.texts], np.concatenate([one.reported, other.reported]))


def _labelled(messages: Sequence[LabelledMessage]) -> Labelled:
    return Labelled([message.text for message in messages], _columns([message.labels for message in messages]))


def _columns(labels: Sequence[Sequence[str]]) -> np.ndarray:
    return np.array([[label in row for label in LABEL_IDS] for row in labels], dtype=bool)
