"""What may be flagged in the content."""

from __future__ import annotations

import pytest

from bot.core.flagging import COLLECTIONS, wording
from bot.core.knowledge import Knowledge


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_everything_of_a_collection_has_words(collection: str, knowledge: Knowledge) -> None:
    items = getattr(knowledge, collection)

    for name, item in items.items():
        assert bool(wording(knowledge, f"{collection}/{name}")) is getattr(item, "shown", True)


@pytest.mark.parametrize("item", [
    "", "/", "questions", "questions/", "questions/nothing", "questions/coercion/x", "facts/F 1.1", "questions/coercion ",
    "__class__/__name__", "edition/content", "routes/ewc", "coercion", "questions//coercion", "Questions/coercion",
])
def test_what_is_no_item_that_people_see_has_none(item: str, knowledge: Knowledge) -> None:
    assert wording(knowledge, item) is None


def test_the_words_are_those_that_people_see(knowledge: Knowledge) -> None:
    assert wording(knowledge, "questions/coercion") == knowledge.questions["coercion"].ask
    assert wording(knowledge, "routes/police999") == f"{knowledge.routes['police999'].name}, 999"
    assert wording(knowledge, "phrases/emergency") == knowledge.phrases["emergency"]
