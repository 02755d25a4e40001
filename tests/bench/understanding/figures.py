"""The measures of the comparison, and the one rule by which thresholds are chosen."""

from __future__ import annotations

from typing import Any

import numpy as np

from bot.core.model import LABEL_IDS
from bot.understanding.encoder.calibrating import DANGER_WEIGHT

DANGER = LABEL_IDS.index("immediate_danger")
CANDIDATES = np.arange(0.02, 0.981, 0.02)
# A dent in the curve that only a few messages make is not taken for the best place.
NEIGHBOURS = 2
RESAMPLES = 2000
SEED = 4


def thresholds(scores: np.ndarray, reported: np.ndarray) -> np.ndarray:
    """One threshold a label, by F1 on held-out messages; for danger recall weighs more, as it does for the assistant.

    Both arrays are (messages, labels); scores are 0 to 1.
    """
    return np.array([
        _threshold(scores[:, label], reported[:, label], DANGER_WEIGHT if label == DANGER else 1.0)
        for label in range(scores.shape[1])
    ])


def _threshold(scores: np.ndarray, true: np.ndarray, beta: float) -> float:
    curve = [_f_measure(scores >= threshold, true, beta) for threshold in CANDIDATES]
    width = 2 * NEIGHBOURS + 1
    smooth = np.convolve(np.pad(curve, NEIGHBOURS, mode="edge"), np.ones(width) / width, mode="valid")
    return float(CANDIDATES[int(np.argmax(smooth))])


def _f_measure(said: np.ndarray, true: np.ndarray, beta: float = 1.0) -> float:
    hits, extra, missed = (said & true).sum(), (said & ~true).sum(), (~said & true).sum()
    return float((1 + beta**2) * hits / max((1 + beta**2) * hits + beta**2 * missed + extra, 1))


def quality(said: np.ndarray, true: np.ndarray) -> dict[str, Any]:
    """F1 averaged over the labels and by label, and the share of messages reporting danger that were heard."""
    by_label = [_f_measure(said[:, label], true[:, label]) for label in range(true.shape[1])]
    return {
        "macro_f1": float(np.mean(by_label)),
        "danger_recall": float(said[true[:, DANGER], DANGER].mean()),
        "f1": dict(zip(LABEL_IDS, by_label, strict=True)),
    }


def ahead(ours: np.ndarray, theirs: np.ndarray, true: np.ndarray) -> dict[str, float]:
    """By how much our macro-F1 is above theirs on the same messages, and where 95 % of resampled test sets put it."""
    chance = np.random.default_rng(SEED)
    apart = []
    for _ in range(RESAMPLES):
        rows = chance.integers(0, len(true), len(true))
        apart.append(_macro(ours[rows], true[rows]) - _macro(theirs[rows], true[rows]))
    low, high = np.percentile(apart, [2.5, 97.5])
    return {"macro_f1": _macro(ours, true) - _macro(theirs, true), "low": float(low), "high": float(high)}


def _macro(said: np.ndarray, true: np.ndarray) -> float:
    hits, extra, missed = (said & true).sum(0), (said & ~true).sum(0), (~said & true).sum(0)
    return float(np.mean(2 * hits / np.maximum(2 * hits + extra + missed, 1)))
