"""What the parts that Rasa constructs share in one process: Rasa offers them no constructor arguments of ours."""

from __future__ import annotations

from functools import lru_cache

from bot.core.knowledge import Knowledge
from bot.core.loading import load_knowledge
from bot.privacy.redaction import Redactor
from bot.privacy.words import Vocabulary, texts_of
from bot.settings import settings
from bot.understanding.by_lexicon import LexiconUnderstanding
from bot.understanding.by_model import ModelUnderstanding
from bot.understanding.calibration import load_calibration
from bot.understanding.encoder.running import (
    ANSWER_ADAPTERS,
    AnswerEncoder,
    Encoder,
    SentenceEncoder,
    encoder_file,
    sentences_file,
)


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The content that this process works with. Raises ContentError when it cannot be used."""
    return load_knowledge(settings().content, settings().organisation)


@lru_cache(maxsize=1)
def redactor() -> Redactor:
    """What replaces personal details, in every channel; what the content names stays."""
    return Redactor(Vocabulary(texts_of(knowledge())))


@lru_cache(maxsize=1)
def understanding() -> ModelUnderstanding:
    """The one object that reads free text: for the dialogue, the API and the command line."""
    return ModelUnderstanding(Encoder(encoder_file(settings().models)), load_calibration(), LexiconUnderstanding())


@lru_cache(maxsize=1)
def sentences() -> SentenceEncoder:
    """What tells how alike two sentences are: features for the classifier, and a person's own questions."""
    return SentenceEncoder(sentences_file(settings().models))


@lru_cache(maxsize=1)
def answers() -> AnswerEncoder:
    """What reads a message together with the question that stands."""
    return AnswerEncoder(encoder_file(settings().models, ANSWER_ADAPTERS))
