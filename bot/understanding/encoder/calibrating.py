"""Fits `data/understanding/calibration.yml` on what training held out (`build/held_out.npz`).

    python -m bot.understanding.encoder.calibrating
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from bot.understanding.by_lexicon import LexiconUnderstanding
from bot.understanding.calibration import CALIBRATION
from bot.understanding.encoder.messages import HELD_OUT, examples, load_messages
from bot.understanding.encoder.shape import OUTPUTS

HEAD = """# How the encoder's judgement and the lexicon's are weighed into one calibrated probability a label.
# Written by `python -m bot.understanding.encoder.calibrating`; change it by running that again, not by hand.
"""
# A missed danger costs more than a question too many: its threshold is set for recall, the others for F1.
DANGER_WEIGHT = 2.0
# But an alarm that is false more often than one time in five is soon not heeded.
DANGER_PRECISION = 0.8
# A denial that is heard wrongly could hide a sign, so it has to be more certain than a report.
LEAST_DENIED = 0.5


def fit(found: np.ndarray, truth: np.ndarray, lexical: np.ndarray) -> dict[str, dict[str, dict[str, float]]]:
    """Weights and thresholds by status and label, from (messages, outputs) arrays over held-out messages."""
    weights: dict[str, dict[str, dict[str, float]]] = {"reported": {}, "denied": {}}
    for column, (label, status) in enumerate(OUTPUTS):
        true = truth[:, column] > 0.5
        fitted = _fitted(found[:, column], lexical[:, column], true)
        sure = fitted.predict_proba(_features(found[:, column], lexical[:, column]))[:, 1]
        weights[status][label] = {
            "encoder": round(float(fitted.coef_[0, 0]), 4), "lexicon": round(max(float(fitted.coef_[0, 1]), 0.0), 4),
            "bias": round(float(fitted.intercept_[0]), 4), "threshold": _threshold(label, status, sure, true),
        }
    return weights


def _threshold(label: str, status: str, sure: np.ndarray, true: np.ndarray) -> float:
    beta = DANGER_WEIGHT if (label, status) == ("immediate_danger", "reported") else 1.0
    lowest = LEAST_DENIED if status == "denied" else 0.2
    candidates = np.arange(lowest, 0.76, 0.05)

    def score(threshold: float) -> float:
        said = sure >= threshold
        hits, extra, missed = (said & true).sum(), (said & ~true).sum(), (~said & true).sum()
        return float((1 + beta**2) * hits / max((1 + beta**2) * hits + beta**2 * missed + extra, 1))

    if beta > 1.0:
        precise = [at for at in candidates if true[sure >= at].mean() >= DANGER_PRECISION]
        candidates = np.array(precise or candidates[-1:])
    # Averaged with its neighbours, so that a lucky dent in the curve is not taken for the best place.
    smooth = [np.mean([score(one) for one in (at - 0.05, at, at + 0.05)]) for at in candidates]
    return round(float(candidates[int(np.argmax(smooth))]), 2)


def reliability(sure: np.ndarray, true: np.ndarray, steps: int = 10) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error, and for each tenth of confidence: its mean, the share that is right, how many."""
    places = np.minimum((sure * steps).astype(int), steps - 1)
    rows = [
        (float(sure[places == at].mean()), float(true[places == at].mean()), int((places == at).sum()))
        for at in range(steps) if (places == at).any()
    ]
    return sum(abs(said - right) * count for said, right, count in rows) / len(sure), rows


def cross_fitted(found: np.ndarray, truth: np.ndarray, lexical: np.ndarray, parts: int = 5) -> np.ndarray:
    """Calibrated probabilities of messages that the weights were not fitted on, (messages, outputs)."""
    sure = np.zeros_like(found)
    part = np.arange(len(found)) % parts
    for one in range(parts):
        inside, outside = part != one, part == one
        for column in range(found.shape[1]):
            fitted = _fitted(found[inside, column], lexical[inside, column], truth[inside, column] > 0.5)
            sure[outside, column] = fitted.predict_proba(_features(found[outside, column], lexical[outside, column]))[:, 1]
    return sure


def _features(found: np.ndarray, lexical: np.ndarray) -> np.ndarray:
    clipped = np.clip(found, 1e-6, 1 - 1e-6)
    return np.stack([np.log(clipped / (1 - clipped)), lexical], axis=1)


def _fitted(found: np.ndarray, lexical: np.ndarray, true: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=10.0, max_iter=1000).fit(_features(found, lexical), true)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("held_out", type=Path, nargs="?", default=HELD_OUT)
    parser.add_argument("--out", type=Path, default=CALIBRATION)
    options = parser.parse_args()
    kept = np.load(options.held_out, allow_pickle=False)
    messages = {message.id: message for message in load_messages()}
    known = [messages[str(name)] for name in kept["ids"]]
    lexicon = LexiconUnderstanding()
    lexical = np.zeros((len(known), len(OUTPUTS)), dtype=np.float32)
    places = {output: column for column, output in enumerate(OUTPUTS)}
    for row, message in enumerate(known):
        for finding in lexicon.understand(message.text).findings:
            lexical[row, places[(finding.id, finding.status)]] = 1.0
    found, truth = kept["found"], np.stack([example.text for example in examples(known)])
    options.out.write_text(HEAD + yaml.safe_dump({"calibration": fit(found, truth, lexical)}, sort_keys=False), encoding="utf-8")
    error, rows = reliability(cross_fitted(found, truth, lexical).ravel(), truth.ravel() > 0.5)
    print(f"Fitted on {len(known)} messages: {options.out}")
    print(f"Expected calibration error, on messages that the weights were not fitted on: {error:.4f}")
    for said, right, count in rows:
        print(f"  confidence {said:.2f}: right {right:.2f} of {count}")


if __name__ == "__main__":
    main()
