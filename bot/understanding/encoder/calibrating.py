"""Fits `data/understanding/calibration.yml` on held-out predictions.

    python -m bot.understanding.encoder.calibrating HELD_OUT.npz

where HELD_OUT.npz was written by `python -m bot.understanding.encoder.training --folds 5 --out HELD_OUT.npz`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from bot.core.model import LABEL_IDS
from bot.understanding.by_lexicon import LexiconUnderstanding
from bot.understanding.calibration import CALIBRATION
from bot.understanding.encoder.messages import examples, load_messages
from bot.understanding.encoder.shape import OUTPUTS

HEAD = """# How the encoder's judgement and the lexicon's are weighed into one calibrated probability a label.
# Written by `python -m bot.understanding.encoder.calibrating`; change it by running that again, not by hand.
"""
# A missed danger costs more than a question too many: its threshold is set for recall, the others for F1.
DANGER_WEIGHT = 2.0
# A denial that is heard wrongly could hide a sign, so it has to be more certain than a report.
LEAST_DENIED = 0.5


def fit(found: np.ndarray, truth: np.ndarray, lexical: np.ndarray) -> dict[str, dict[str, dict[str, float]]]:
    """Weights and thresholds by status and label, from (messages, outputs) arrays over held-out messages."""
    rows = ~np.isnan(found[:, 0])
    weights: dict[str, dict[str, dict[str, float]]] = {"reported": {}, "denied": {}}
    for column, (label, status) in enumerate(OUTPUTS):
        clipped = np.clip(found[rows, column], 1e-6, 1 - 1e-6)
        features = np.stack([np.log(clipped / (1 - clipped)), lexical[rows, column]], axis=1)
        true = truth[rows, column] > 0.5
        fitted = LogisticRegression(C=10.0, max_iter=1000).fit(features, true)
        sure = fitted.predict_proba(features)[:, 1]
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

    # Averaged with its neighbours, so that a lucky dent in the curve is not taken for the best place.
    smooth = [np.mean([score(one) for one in (at - 0.05, at, at + 0.05)]) for at in candidates]
    return round(float(candidates[int(np.argmax(smooth))]), 2)


def main() -> None:
    held_out = np.load(Path(sys.argv[1]), allow_pickle=False)
    messages = {message.id: message for message in load_messages()}
    rows = [row for row, name in enumerate(held_out["ids"]) if str(name) in messages]
    known = [messages[str(held_out["ids"][row])] for row in rows]
    lexicon = LexiconUnderstanding()
    lexical = np.zeros((len(rows), len(OUTPUTS)), dtype=np.float32)
    places = {output: column for column, output in enumerate(OUTPUTS)}
    for row, message in enumerate(known):
        for finding in lexicon.understand(message.text).findings:
            lexical[row, places[(finding.id, finding.status)]] = 1.0
    truth = np.stack([example.text for example in examples(known)])
    weights = fit(held_out["found"][rows], truth, lexical)
    CALIBRATION.write_text(HEAD + yaml.safe_dump({"calibration": weights}, sort_keys=False), encoding="utf-8")
    print(f"Fitted for {len(LABEL_IDS)} labels: {CALIBRATION}")


if __name__ == "__main__":
    main()
