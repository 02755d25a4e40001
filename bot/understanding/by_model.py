"""Understanding by the learned model, with the lexicon beside it and the net of danger words under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from bot.understanding.by_lexicon import LexiconUnderstanding
from bot.understanding.calibration import Calibration
from bot.understanding.encoder.running import Encoder, Judged
from bot.understanding.encoder.shape import OUTPUTS
from bot.understanding.interface import Evidence, Finding, Understood
from bot.understanding.text import Words, read

# A token belongs to the evidence when it is at least this probable, and this near to the most probable one.
LIKELY = 0.3
NEAR = 0.5
MOST_EVIDENCE = 3
# The model learned from messages. On two or three words ("cut her arms", "jump back") it has to be surer, and on one, and of
# danger now, its judgement means nothing.
FEW_WORDS, SURE_OF_FEW = 4, 0.85
# How sure the model has to be of danger now where the words put it in the past, or say that the child is safe.
SURE = 0.8
DANGER = "immediate_danger"


class ModelUnderstanding:
    """What is reported and denied by the model; details and danger words by the lexicon."""

    def __init__(self, encoder: Encoder, calibration: Calibration, lexicon: LexiconUnderstanding) -> None:
        self._encoder = encoder
        self._calibration = calibration
        self._lexicon = lexicon

    def understand(self, text: str) -> Understood:
        by_words = self._lexicon.understand(text)
        return replace(by_words, findings=tuple(self._findings(text, self._encoder.judge(text), by_words)))

    def _findings(self, text: str, judged: Judged, by_words: Understood) -> Iterable[Finding]:
        words = read(text)
        if not len(words.doc):
            return
        said = {(one.id, one.status): one for one in by_words.findings}
        reported: dict[str, Finding] = {}
        denied: dict[str, Finding] = {}
        for column, (label, status) in enumerate(OUTPUTS):
            lexical = said.get((label, status))  # type: ignore[arg-type]
            sure = self._calibration.weighed(label, status, float(judged.text[column]), lexical is not None)
            if lexical is None and not _enough(label, status, sure, len(words.doc), by_words):
                continue
            if sure >= self._calibration.threshold(label, status):
                evidence = self._evidence(words, judged, column) or (lexical.evidence if lexical else (_all(words),))
                found = reported if status == "reported" else denied
                found[label] = Finding(label, "reported" if status == "reported" else "denied", sure, evidence)
        if by_words.danger and DANGER not in reported:
            reported[DANGER] = next(one for one in by_words.findings if one.id == DANGER)
        for label in dict.fromkeys(label for label, _ in OUTPUTS):
            # When the model hears both, what is reported must not be lost.
            finding = reported.get(label) or denied.get(label)
            if finding:
                yield finding

    def _evidence(self, words: Words, judged: Judged, column: int) -> tuple[Evidence, ...]:
        """The clauses in which the tokens stand that carry this output, the strongest first."""
        likely = judged.tokens[:, column]
        best = float(likely.max(initial=0.0))
        if best < LIKELY:
            return ()
        strength: dict[tuple[int, int], float] = {}
        for place in np.flatnonzero(likely >= max(LIKELY, NEAR * best)):
            begin, end = judged.offsets[place]
            at = next((number for number, span in enumerate(words.spans) if span[0] < end and begin < span[1]), None)
            if at is not None and words.doc[at].text[:1].isalnum():
                clause = words.clause_of(at, at + 1)
                # The surest word decides, so that a clause does not come first because it is long.
                strength[clause] = max(strength.get(clause, 0.0), float(likely[place]))
        # A word by itself, as an age between commas, says nothing beside a clause that does.
        clauses = [clause for clause in strength if clause[1] - clause[0] > 1] or list(strength)
        strongest = sorted(clauses, key=lambda clause: -strength[clause])[:MOST_EVIDENCE]
        return tuple(words.evidence(*clause) for clause in strongest)


def _enough(label: str, status: str, sure: float, words: int, by_words: Understood) -> bool:
    """Whether the model's judgement counts where no word of the lexicon says the same."""
    if words < FEW_WORDS and (words == 1 or label == DANGER or sure < SURE_OF_FEW):
        return False
    return (label, status) != (DANGER, "reported") or sure >= SURE or not by_words.over


def _all(words: Words) -> Evidence:
    return words.evidence(0, len(words.doc))
