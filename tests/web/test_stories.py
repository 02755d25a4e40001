"""The cases of tests/conversations/cases.yml typed in words over Rasa's REST channel, to the result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.conversations.test_cases import CASES, ends_rightly
from tests.server import Conversation


def hold(conversation: Conversation, case: dict[str, Any]) -> None:
    """A conversation in words, until the result stands."""
    conversation.say("hello")
    for _ in range(60):
        standing = conversation.question
        if standing["kind"] == "after":
            return
        usual = {"own_words": case["tells"], "danger": case["danger"], "confirm": "yes, that's right", "review": "continue"}
        given = {"role": case["role"], "nation": case["nation"], **case.get("answers", {})}
        conversation.say(given.get(standing["id"]) or usual.get(standing["kind"], case.get("default", "no")))
    raise AssertionError("the conversation does not end")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_story_typed_over_rest_ends_with_the_right_advice(
    case: dict[str, Any], new_conversation: Callable[..., Conversation], client: httpx.Client
) -> None:
    conversation = new_conversation()
    hold(conversation, case)
    ends_rightly(client.get(conversation.address("/assessment")).json(), case)
