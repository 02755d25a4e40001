"""How adapters and a head are trained on two cores; what they learn is given by the examples."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf

from bot.understanding.encoder.network import Network
from bot.understanding.encoder.shape import Example, Weights, base_weights

RATE = 1.0e-3
HEAD_RATE = 3.0e-3
WARM_UP = 0.1
DROPOUT = 0.1
DECAY = 0.01
SEED = 11


def train(
    made: Sequence[Example], *, epochs: int, batch: int, token_weight: float, start: Weights | None = None, seed: int = SEED
) -> Network:
    """A network trained on these examples; the same examples and seed give the same network on the same machine.

    `batch`: so many examples a step; `token_weight`: how much the judgement of single tokens counts beside that of the text;
    `start`: adapters that an earlier training made, to go on from with a new head.
    """
    tf.config.threading.set_intra_op_parallelism_threads(2)
    tf.random.set_seed(seed)
    shuffler = random.Random(seed)
    network = Network(base_weights(), len(made[0].text), seed, DROPOUT)
    for name, weight in (start or {}).items():
        if not name.startswith("head"):
            network.weights[name].assign(weight)
    step, steps = 0, epochs * -(-len(made) // batch)
    update = _Update(network, token_weight)
    for epoch in range(epochs):
        started, losses = time.monotonic(), []
        for some in _batches(made, batch, shuffler):
            share = min((step + 1) / (WARM_UP * steps), 1.0) * max(1.0 - step / steps, 0.0)
            losses.append(float(update(*_padded(some), tf.constant(share, tf.float32))))
            step += 1
        print(f"epoch {epoch + 1}/{epochs} loss {np.mean(losses):.4f} {time.monotonic() - started:.0f} s",
              file=sys.stderr, flush=True)
    return network


def predict(network: Network, made: Sequence[Example]) -> np.ndarray:
    """Probabilities, (examples, outputs)."""
    order = sorted(range(len(made)), key=lambda at: len(made[at].ids))
    found = np.zeros((len(made), len(made[0].text)), dtype=np.float32)
    run = tf.function(lambda ids, mask: tf.sigmoid(network(ids, mask, False)[0]), reduce_retracing=True)
    for start in range(0, len(order), 64):
        at = order[start:start + 64]
        ids, mask, _, _ = _padded([made[one] for one in at])
        found[at] = run(ids, mask).numpy()
    return found


class _Update:
    """One step of AdamW, compiled once."""

    def __init__(self, network: Network, token_weight: float) -> None:
        self._network = network
        self._token_weight = token_weight
        self._names = list(network.weights)
        self._variables = [network.weights[name] for name in self._names]
        self._first = [tf.Variable(tf.zeros_like(one)) for one in self._variables]
        self._second = [tf.Variable(tf.zeros_like(one)) for one in self._variables]
        self._count = tf.Variable(0.0)

    @tf.function(input_signature=[
        tf.TensorSpec((None, None), tf.int32), tf.TensorSpec((None, None), tf.float32),
        tf.TensorSpec((None, None), tf.float32), tf.TensorSpec((None, None, None), tf.float32),
        tf.TensorSpec((), tf.float32),
    ])
    def __call__(self, ids: Any, mask: Any, text: Any, tokens: Any, share: Any) -> Any:
        with tf.GradientTape() as tape:
            by_text, by_token = self._network(ids, mask, True)
            loss = tf.reduce_mean(tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(text, by_text), axis=1))
            each = tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(tokens, by_token), axis=2) * mask
            loss += self._token_weight * tf.reduce_sum(each) / tf.reduce_sum(mask)
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


def _batches(made: Sequence[Example], size: int, shuffler: random.Random) -> list[list[Example]]:
    """Batches of texts of like length, in random order."""
    order = list(range(len(made)))
    shuffler.shuffle(order)
    wide = size * 12
    batches = []
    for start in range(0, len(order), wide):
        part = sorted(order[start:start + wide], key=lambda at: len(made[at].ids))
        batches += [[made[at] for at in part[one:one + size]] for one in range(0, len(part), size)]
    shuffler.shuffle(batches)
    return batches


def _padded(batch: Sequence[Example]) -> tuple[Any, Any, Any, Any]:
    longest = max(len(one.ids) for one in batch)
    ids = np.zeros((len(batch), longest), dtype=np.int32)
    mask = np.zeros((len(batch), longest), dtype=np.float32)
    tokens = np.zeros((len(batch), longest, len(batch[0].text)), dtype=np.float32)
    for row, one in enumerate(batch):
        ids[row, :len(one.ids)], mask[row, :len(one.ids)] = one.ids, 1.0
        tokens[row, :len(one.ids)] = one.tokens
    return tf.constant(ids), tf.constant(mask), tf.constant(np.stack([one.text for one in batch])), tf.constant(tokens)


def save(trained: Weights, path: Path) -> None:
    """Half precision is enough for what is added to the base, and small enough to keep beside the data."""
    np.savez_compressed(path, **{name: weight.astype(np.float16) for name, weight in trained.items()})
