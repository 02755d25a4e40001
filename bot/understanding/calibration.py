"""From what the encoder and the lexicon say to one calibrated probability a label.

The weights in `data/understanding/calibration.yml` were fitted on held-out predictions (cross-validation), so that a
confidence of 0.8 is right about four times in five.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from bot.core.errors import ContentError, Problem
from bot.core.model import LABEL_IDS, Part
from bot.core.yaml_files import read_yaml

CALIBRATION = Path(__file__).resolve().parents[2] / "data" / "understanding" / "calibration.yml"


class Weighing(Part):
    """`encoder` weighs the encoder's log-odds; `lexicon` is added where the lexicon says the same."""

    encoder: float
    lexicon: float
    bias: float
    threshold: float


class CalibrationFile(Part):
    reported: dict[str, Weighing]
    denied: dict[str, Weighing]


@dataclass(frozen=True)
class Calibration:
    file: CalibrationFile

    def weighed(self, label: str, status: str, probability: float, in_lexicon: bool) -> float:
        """The calibrated probability, 0 to 1."""
        weights = self._of(status)[label]
        clipped = min(max(probability, 1e-6), 1 - 1e-6)
        odds = math.log(clipped / (1 - clipped))
        return 1 / (1 + math.exp(-(weights.encoder * odds + weights.lexicon * in_lexicon + weights.bias)))

    def threshold(self, label: str, status: str) -> float:
        return self._of(status)[label].threshold

    def _of(self, status: str) -> dict[str, Weighing]:
        return self.file.reported if status == "reported" else self.file.denied


@lru_cache(maxsize=1)
def load_calibration(path: Path = CALIBRATION) -> Calibration:
    """Raises ContentError with what is wrong with the file."""
    raw, problems = read_yaml(path)
    if problems:
        raise ContentError(problems)
    try:
        file = CalibrationFile.model_validate((raw or {}).get("calibration"))
    except ValidationError as error:
        raise ContentError([
            Problem(path.name, ".".join(map(str, one["loc"])), one["msg"]) for one in error.errors(include_url=False)
        ]) from error
    missing = [label for label in LABEL_IDS if label not in file.reported or label not in file.denied]
    if missing:
        raise ContentError([Problem(path.name, label, "has no weights") for label in missing])
    return Calibration(file)
