"""A message as the answer to the question that stands, by what both say together: "he's 34" where an adult was asked about."""

from __future__ import annotations

from bot.core.answers import NO, NOT_SURE, YES
from bot.core.model import Question
from bot.understanding.encoder.running import AnswerEncoder
from bot.understanding.lexicon import load_lexicon
from bot.understanding.text import read

# An answer is taken when it is this probable, and its opposite no more probable than that. A wrong no is a false comfort, so it has to
# be surer than a yes; and who is not sure mostly says so in words that the list of replies holds.
SURE = {YES: 0.7, NO: 0.98, NOT_SURE: 0.95}
# "Texts at 1am with kisses" denies nothing: where no word of denial stands, a no has to be surer still.
SURE_OF_AN_UNSPOKEN_NO = 0.99
OPPOSITE = 0.05
_OPPOSITES = {YES: NO, NO: YES}


class InContext:
    """Judges question and message as a pair, by a model that learned from such pairs (`data/understanding/answers/`)."""

    def __init__(self, encoder: AnswerEncoder) -> None:
        self._encoder = encoder

    def value(self, text: str, question: Question) -> str | None:
        """yes, no or not_sure when the text answers the question so; None where that is not clear."""
        judged = self._encoder.judge(question.ask, text)
        value = max(judged, key=lambda one: judged[one])
        against = judged.get(_OPPOSITES.get(value, ""), 0.0)
        sure = SURE_OF_AN_UNSPOKEN_NO if value == NO and not load_lexicon().negations.find(read(text)) else SURE[value]
        return value if judged[value] >= sure and against <= OPPOSITE and value in question.values else None
