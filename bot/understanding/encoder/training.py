"""Training of what hears labels, and measuring on what was held out.

    python -m bot.understanding.encoder.training

trains on seven eighths of the messages, writes `data/understanding/encoder.npz`, and beside it what it makes of the eighth
that it has not seen, in `build/held_out.npz`: `calibrating.py` fits thresholds and confidence on that.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.core.model import LABEL_IDS
from bot.understanding.encoder.learning import predict, save, train
from bot.understanding.encoder.messages import HELD_OUT, LabelledMessage, examples, load_messages
from bot.understanding.encoder.running import ADAPTERS

EPOCHS = 7
BATCH = 24
# How much the judgement of single tokens counts beside that of the text.
TOKEN_WEIGHT = 1.0
# One message in so many is held out.
PARTS = 8


def held_out(messages: Sequence[LabelledMessage], part: int = 0) -> np.ndarray:
    """Whether each message is kept out of training; blocks of neighbouring messages stay on one side."""
    blocks = sorted({message.block for message in messages})
    random.Random(1).shuffle(blocks)
    outside = {block for number, block in enumerate(blocks) if number % PARTS == part}
    return np.array([message.block in outside for message in messages])


def figures(found: np.ndarray, truth: np.ndarray, threshold: float = 0.5) -> dict[str, Any]:
    """F1 by label and the measures of the evaluation."""
    said, true = found > threshold, truth > 0.5
    hits, extra, missed = (said & true).sum(0), (said & ~true).sum(0), (~said & true).sum(0)
    f1 = 2 * hits / np.maximum(2 * hits + extra + missed, 1)
    count = len(LABEL_IDS)
    quiet = ~true[:, :count].any(axis=1)
    return {
        "messages": len(found),
        "macro_f1": round(float(f1[:count].mean()), 4),
        "denied_macro_f1": round(float(f1[count:].mean()), 4),
        "exact": round(float((said[:, :count] == true[:, :count]).all(axis=1).mean()), 4),
        "quiet": round(float((~said[quiet][:, :count].any(axis=1)).mean()), 4),
        "f1": {label: round(float(f1[at]), 3) for at, label in enumerate(LABEL_IDS)},
        "danger_recall": round(float(hits[count - 1] / max(hits[count - 1] + missed[count - 1], 1)), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--out", type=Path, default=ADAPTERS, help="where to write the adapters (.npz)")
    parser.add_argument("--held-out", type=Path, default=HELD_OUT, help="where to write what the model makes of the rest (.npz)")
    options = parser.parse_args()
    messages = load_messages()
    made, outside = examples(messages), held_out(messages)
    inside = [one for one, out in zip(made, outside, strict=True) if not out]
    network = train(inside, epochs=options.epochs, batch=BATCH, token_weight=TOKEN_WEIGHT)
    save(network.trained(), options.out)
    rest = [one for one, out in zip(made, outside, strict=True) if out]
    found, truth = predict(network, rest), np.stack([one.text for one in rest])
    ids = [message.id for message, out in zip(messages, outside, strict=True) if out]
    options.held_out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.held_out, ids=ids, found=found, truth=truth)
    print(json.dumps(figures(found, truth), indent=2))


if __name__ == "__main__":
    main()
