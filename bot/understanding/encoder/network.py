"""The network in TensorFlow, for training only: MiniLM frozen, adapters, norms and head trained."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from bot.understanding.encoder.shape import (
    ADAPTER_SCALE,
    DENSE,
    HEADS,
    LAYERS,
    NORM_EPSILON,
    NORMS,
    RANK,
    WIDTH,
    Weights,
    head,
)


class Network(tf.Module):
    """`call` gives logits: (texts, outputs) for the text as a whole, (texts, tokens, outputs) for each token."""

    def __init__(self, base: Weights, outputs: int, seed: int, dropout: float) -> None:
        super().__init__()
        random = np.random.default_rng(seed)
        self._base = {
            name: tf.constant(weight) for name, weight in base.items()
            if weight.dtype != np.int64 and "LayerNorm" not in name and not name.startswith("pooler")
        }
        self._dropout = dropout
        self.weights: dict[str, tf.Variable] = {}
        for layer in range(LAYERS):
            for dense in DENSE:
                name = f"encoder.layer.{layer}.{dense}"
                out, into = base[f"{name}.weight"].shape
                self._add(f"{name}.A", random.normal(0, 0.02, (RANK, into)))
                self._add(f"{name}.B", np.zeros((out, RANK)))
                self._add(f"{name}.bias", base[f"{name}.bias"])
            for norm in NORMS:
                for part in ("weight", "bias"):
                    self._add(f"encoder.layer.{layer}.{norm}.{part}", base[f"encoder.layer.{layer}.{norm}.{part}"])
        for part in ("weight", "bias"):
            self._add(f"embeddings.LayerNorm.{part}", base[f"embeddings.LayerNorm.{part}"])
        for name, shape in head(outputs).items():
            # Labels are rare, so outputs begin as "probably not".
            self._add(name, np.full(shape, -2.0) if name.endswith("bias") else random.normal(0, 0.02, shape))

    def _add(self, name: str, value: Any) -> None:
        self.weights[name] = tf.Variable(np.asarray(value, dtype=np.float32), name=name.replace(".", "_"))

    def trained(self) -> Weights:
        """What training changed, as arrays."""
        return {name: weight.numpy() for name, weight in self.weights.items()}

    def __call__(self, ids: tf.Tensor, mask: tf.Tensor, training: bool) -> tuple[tf.Tensor, tf.Tensor]:
        drop: Any = (lambda x: tf.nn.dropout(x, self._dropout)) if training else (lambda x: x)
        length = tf.shape(ids)[1]
        x = (
            tf.gather(self._base["embeddings.word_embeddings.weight"], ids)
            + self._base["embeddings.position_embeddings.weight"][:length]
            + self._base["embeddings.token_type_embeddings.weight"][0]
        )
        x = drop(self._norm("embeddings.LayerNorm", x))
        hidden = (1.0 - mask[:, None, None, :]) * -1e9
        for layer in range(LAYERS):
            x = self._layer(f"encoder.layer.{layer}", x, hidden, drop)
        return self._head(drop(x), mask)

    def _layer(self, name: str, x: tf.Tensor, hidden: tf.Tensor, drop: Any) -> tf.Tensor:
        query, key, value, output, up, down = (f"{name}.{dense}" for dense in DENSE)
        scores = tf.matmul(self._split(self._dense(query, x)), self._split(self._dense(key, x)), transpose_b=True)
        attention = drop(tf.nn.softmax(scores / np.sqrt(WIDTH / HEADS) + hidden, axis=-1))
        mixed = tf.transpose(tf.matmul(attention, self._split(self._dense(value, x))), (0, 2, 1, 3))
        mixed = tf.reshape(mixed, (tf.shape(x)[0], tf.shape(x)[1], WIDTH))
        x = self._norm(f"{name}.{NORMS[0]}", x + drop(self._dense(output, mixed)))
        wide = tf.nn.gelu(self._dense(up, x), approximate=False)
        return self._norm(f"{name}.{NORMS[1]}", x + drop(self._dense(down, wide)))

    def _split(self, x: tf.Tensor) -> tf.Tensor:
        shape = (tf.shape(x)[0], tf.shape(x)[1], HEADS, WIDTH // HEADS)
        return tf.transpose(tf.reshape(x, shape), (0, 2, 1, 3))

    def _dense(self, name: str, x: tf.Tensor) -> tf.Tensor:
        flat = tf.reshape(x, (-1, x.shape[-1]))
        y = tf.matmul(flat, self._base[f"{name}.weight"], transpose_b=True) + self.weights[f"{name}.bias"]
        low = tf.matmul(flat, self.weights[f"{name}.A"], transpose_b=True)
        y += ADAPTER_SCALE * tf.matmul(low, self.weights[f"{name}.B"], transpose_b=True)
        return tf.reshape(y, (tf.shape(x)[0], tf.shape(x)[1], y.shape[-1]))

    def _norm(self, name: str, x: tf.Tensor) -> tf.Tensor:
        mean, variance = tf.nn.moments(x, axes=[-1], keepdims=True)
        normed = (x - mean) * tf.math.rsqrt(variance + NORM_EPSILON)
        return normed * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def _head(self, x: tf.Tensor, mask: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        scores = tf.einsum("btd,ld->btl", x, self.weights["head.attention"]) + (1.0 - mask[..., None]) * -1e9
        attended = tf.einsum("btl,btd->bld", tf.nn.softmax(scores, axis=1), x)
        mean = tf.reduce_sum(x * mask[..., None], axis=1) / tf.reduce_sum(mask, axis=1, keepdims=True)
        text = (
            tf.reduce_sum(attended * self.weights["head.attended"], axis=-1)
            + tf.matmul(mean, self.weights["head.mean"], transpose_b=True)
            + self.weights["head.bias"]
        )
        token = tf.einsum("btd,ld->btl", x, self.weights["head.token"]) + self.weights["head.token_bias"]
        return text, token
