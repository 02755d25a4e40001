"""Training of the adapters and the head on two cores, and measuring on what was held out.

    python -m bot.understanding.encoder.training

trains on seven eighths of the messages, writes `data/understanding/encoder.npz`, and beside it what it makes of the eighth
that it has not seen, in `build/held_out.npz`: `calibrating.py` fits thresholds and confidence on that.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf

from bot.core.model import LABEL_IDS
from bot.understanding.encoder.messages import Example, LabelledMessage, examples, load_messages
from bot.understanding.encoder.network import Network
from bot.understanding.encoder.running import ADAPTERS
from bot.understanding.encoder.shape import OUTPUTS, Weights, base_weights

EPOCHS = 7
BATCH = 24
RATE = 1.0e-3
HEAD_RATE = 3.0e-3
WARM_UP = 0.1
DROPOUT = 0.1
# How much the judgement of single tokens counts beside that of the text.
TOKEN_WEIGHT = 1.0
DECAY = 0.01
SEED = 11
# One message in so many is held out.
PARTS = 8
HELD_OUT = Path(__file__).resolve().parents[3] / "build" / "held_out.npz"


def train(made: Sequence[Example], *, seed: int = SEED, epochs: int = EPOCHS) -> Network:
    """A network trained on these examples; the same examples and seed give the same network on the same machine."""
    tf.random.set_seed(seed)
    shuffler = random.Random(seed)
    network = Network(base_weights(), seed, DROPOUT)
    step, steps = 0, epochs * -(-len(made) // BATCH)
    update = _Update(network)
    for epoch in range(epochs):
        started, losses = time.monotonic(), []
        for batch in _batches(made, shuffler):
            share = min((step + 1) / (WARM_UP * steps), 1.0) * max(1.0 - step / steps, 0.0)
            losses.append(float(update(*_padded(batch), tf.constant(share, tf.float32))))
            step += 1
        print(f"epoch {epoch + 1}/{epochs} loss {np.mean(losses):.4f} {time.monotonic() - started:.0f} s",
              file=sys.stderr, flush=True)
    return network


def predict(network: Network, made: Sequence[Example]) -> np.ndarray:
    """Probabilities, (examples, outputs)."""
    order = sorted(range(len(made)), key=lambda at: len(made[at].ids))
    found = np.zeros((len(made), len(OUTPUTS)), dtype=np.float32)
    run = tf.function(lambda ids, mask: tf.sigmoid(network(ids, mask, False)[0]), reduce_retracing=True)
    for start in range(0, len(order), 64):
        at = order[start:start + 64]
        ids, mask, _, _ = _padded([made[one] for one in at])
        found[at] = run(ids, mask).numpy()
    return found


class _Update:
    """One step of AdamW, compiled once."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._names = list(network.weights)
        self._variables = [network.weights[name] for name in self._names]
        self._first = [tf.Variable(tf.zeros_like(one)) for one in self._variables]
        self._second = [tf.Variable(tf.zeros_like(one)) for one in self._variables]
        self._count = tf.Variable(0.0)

    @tf.function(input_signature=[
        tf.TensorSpec((None, None), tf.int32), tf.TensorSpec((None, None), tf.float32),
        tf.TensorSpec((None, len(OUTPUTS)), tf.float32), tf.TensorSpec((None, None, len(OUTPUTS)), tf.float32),
        tf.TensorSpec((), tf.float32),
    ])
    def __call__(self, ids: Any, mask: Any, text: Any, tokens: Any, share: Any) -> Any:
        with tf.GradientTape() as tape:
            by_text, by_token = self._network(ids, mask, True)
            loss = tf.reduce_mean(tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(text, by_text), axis=1))
            each = tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(tokens, by_token), axis=2) * mask
            loss += TOKEN_WEIGHT * tf.reduce_sum(each) / tf.reduce_sum(mask)
        gradients, _ = tf.clip_by_global_norm(tape.gradient(loss, self._variables), 1.0)
        self._count.assign_add(1.0)
        # TensorFlow rewrites this function and its `zip` knows no `strict`.
        for name, variable, gradient, first, second in zip(  # noqa: B905
            self._names, self._variables, gradients, self._first, self._second
        ):
            first.assign(0.9 * first + 0.1 * gradient)
            second.assign(0.999 * second + 0.001 * tf.square(gradient))
            rate = share * (HEAD_RATE if name.startswith("head") else RATE)
            move = (first / (1.0 - 0.9 ** self._count)) / (tf.sqrt(second / (1.0 - 0.999 ** self._count)) + 1e-8)
            decay = DECAY * variable if name.endswith((".A", ".B")) else 0.0
            variable.assign_sub(rate * (move + decay))
        return loss


def _batches(made: Sequence[Example], shuffler: random.Random) -> list[list[Example]]:
    """Batches of texts of like length, in random order."""
    order = list(range(len(made)))
    shuffler.shuffle(order)
    wide = BATCH * 12
    batches = []
    for start in range(0, len(order), wide):
        part = sorted(order[start:start + wide], key=lambda at: len(made[at].ids))
        batches += [[made[at] for at in part[one:one + BATCH]] for one in range(0, len(part), BATCH)]
    shuffler.shuffle(batches)
    return batches


def _padded(batch: Sequence[Example]) -> tuple[Any, Any, Any, Any]:
    longest = max(len(one.ids) for one in batch)
    ids = np.zeros((len(batch), longest), dtype=np.int32)
    mask = np.zeros((len(batch), longest), dtype=np.float32)
    tokens = np.zeros((len(batch), longest, len(OUTPUTS)), dtype=np.float32)
    for row, one in enumerate(batch):
        ids[row, :len(one.ids)], mask[row, :len(one.ids)] = one.ids, 1.0
        tokens[row, :len(one.ids)] = one.tokens
    return tf.constant(ids), tf.constant(mask), tf.constant(np.stack([one.text for one in batch])), tf.constant(tokens)


def save(trained: Weights, path: Path = ADAPTERS) -> None:
    """Half precision is enough for what is added to the base, and small enough to keep beside the data."""
    np.savez_compressed(path, **{name: weight.astype(np.float16) for name, weight in trained.items()})


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
    tf.config.threading.set_intra_op_parallelism_threads(2)
    messages = load_messages()
    made, outside = examples(messages), held_out(messages)
    network = train([one for one, out in zip(made, outside, strict=True) if not out], epochs=options.epochs)
    save(network.trained(), options.out)
    rest = [one for one, out in zip(made, outside, strict=True) if out]
    found, truth = predict(network, rest), np.stack([one.text for one in rest])
    ids = [message.id for message, out in zip(messages, outside, strict=True) if out]
    options.held_out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.held_out, ids=ids, found=found, truth=truth)
    print(json.dumps(figures(found, truth), indent=2))


if __name__ == "__main__":
    main()
