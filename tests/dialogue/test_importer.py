"""What Rasa trains on is made from the content, by the importer that config.yml names."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.core.knowledge import Knowledge
from bot.core.reading import KINDS
from bot.dialogue.importer import examples
from bot.settings import ROOT


@pytest.fixture(scope="module")
def importer() -> TrainingDataImporter:
    return TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data" / "dialogue")]
    )


@pytest.fixture(scope="module")
def nlu(importer: TrainingDataImporter) -> TrainingData:
    return importer.get_nlu_data()


def test_rasa_can_say_what_the_content_says_about_a_failure(importer: TrainingDataImporter, knowledge: Knowledge) -> None:
    said = importer.get_domain().responses["utter_technical_problem"]

    assert [one["text"] for one in said] == [knowledge.phrase("technical_problem")]


def test_a_model_names_the_content_that_it_was_trained_with(importer: TrainingDataImporter, knowledge: Knowledge) -> None:
    assert importer.get_domain().responses["utter_edition"][0]["text"] == knowledge.fingerprint


def test_every_example_made_from_the_content_is_trained_on(nlu: TrainingData, knowledge: Knowledge) -> None:
    made = set(examples(knowledge))

    assert {intent for intent, _ in made} == {"ask_question", "change_answer"}
    assert made <= {(one.get("intent"), one.get("text")) for one in nlu.intent_examples}


def test_a_new_topic_becomes_an_example_without_code(knowledge: Knowledge) -> None:
    asked = {asked for topic in knowledge.topics.values() for asked in topic.asked}

    assert asked
    assert asked <= {text for intent, text in examples(knowledge) if intent == "ask_question"}


def test_only_intents_of_the_domain_are_trained(nlu: TrainingData, importer: TrainingDataImporter) -> None:
    assert nlu.intents <= set(importer.get_domain().intents)


def test_whatever_a_message_means_has_a_rule_with_an_action_of_ours(importer: TrainingDataImporter) -> None:
    answered = {}
    for rule in importer.get_stories().story_steps:
        intent = next(event.intent_name for event in rule.events if isinstance(event, UserUttered))
        *_, answered[intent] = [event.action_name for event in rule.events if isinstance(event, ActionExecuted)]

    assert set(answered) == set(KINDS)
    assert set(answered.values()) <= set(importer.get_domain().user_actions)
