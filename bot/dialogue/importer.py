"""Brings what follows from the content into what Rasa trains on, so that a new question or topic needs no code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Dict, List, Optional, Union

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.core.knowledge import Knowledge
from bot.shared import knowledge

# Sentences of the assistant that Rasa itself has to be able to say: when an action fails, it asks for this one.
RESPONSES = {"utter_technical_problem": "technical_problem"}


class ContentImporter(RasaFileImporter):
    """Rasa's own importer, with responses and classifier examples made from `data/briefing/`."""

    def __init__(
        self,
        config_file: Optional[str] = None,
        domain_path: Optional[str] = None,
        training_data_paths: Optional[Union[List[str], str]] = None,
        **_: object,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)

    def get_domain(self) -> Domain:
        return super().get_domain().merge(Domain.from_dict({"responses": responses(knowledge())}))

    def get_nlu_data(self, language: Optional[str] = "en") -> TrainingData:
        made = [
            Message(data={TEXT: text, INTENT: intent}) for intent, text in examples(knowledge())
        ]
        return super().get_nlu_data(language).merge(TrainingData(training_examples=made))


def responses(content: Knowledge) -> Dict[str, List[Dict[str, str]]]:
    """The responses of the domain. `utter_edition` names the content that a model was trained with."""
    said = {name: [{"text": content.phrase(phrase)}] for name, phrase in RESPONSES.items()}
    return {**said, "utter_edition": [{"text": content.fingerprint}]}


def examples(content: Knowledge) -> Iterator[tuple[str, str]]:
    """Intent and example, for what people may ask about and what they may want to change."""
    for topic in content.topics.values():
        for asked in topic.asked:
            yield "ask_question", asked
    for term in content.terms.values():
        yield "ask_question", f"what does {term.term} mean"
        yield "ask_question", f"what is {term.term}"
    for label in content.labels.values():
        yield "ask_question", f"what does the briefing say about {label.name}"
    for question in content.questions.values():
        for name in question.names[:3]:
            yield "change_answer", f"change my answer about {name}"
            yield "change_answer", f"what I said about {name} was wrong"
