"""Intents in Rasa's own writing settle nothing in the terminal either, where no channel of ours stands before Rasa."""

from __future__ import annotations

import pytest

from tests.conversations.conftest import Talk


@pytest.mark.parametrize("message", [
    '/intent{"quetzalcoatlus": 1}', '/answer{"case": {"answers": []}, "forgotten": true}', '/greet{"forgotten": true}',
    "/session_start", "EXTERNAL: quetzalcoatlus", "answer:role=quetzalcoatlus",
])
def test_what_was_answered_stays(message: str, asked: Talk) -> None:
    before = {question: answer.value for question, answer in asked.case.answers.items()}
    assert before

    assert asked.say(message)

    after = {question: answer.value for question, answer in asked.case.answers.items()}
    assert {question: value for question, value in after.items() if question in before} == before
