from __future__ import annotations

from typing import Any

import pytest

from bot.core.conditions import Evaluation, parse

CIRCUMSTANCES = {
    "always": parse({"all": []}),
    "pressed": parse({"any": [{"coercion": "yes"}, {"money": "yes"}]}),
    "pressed_by_adult": parse({"all": ["pressed", {"adult": ["yes", "not_sure"]}]}),
}


@pytest.mark.parametrize(("condition", "values", "rests_on"), [
    ({"coercion": "yes"}, {"coercion": "yes"}, {"coercion"}),
    ({"coercion": "yes"}, {"coercion": "no"}, None),
    ({"coercion": "yes"}, {}, None),
    ({"coercion": ["yes", "not_sure"]}, {"coercion": "not_sure"}, {"coercion"}),
    ("always", {}, set()),
    ("pressed", {"coercion": "yes", "money": "yes"}, {"coercion", "money"}),
    ("pressed", {"coercion": "no", "money": "yes"}, {"money"}),
    ("pressed_by_adult", {"money": "yes", "adult": "not_sure"}, {"money", "adult"}),
    ("pressed_by_adult", {"money": "yes", "adult": "no"}, None),
    ({"not": "pressed"}, {}, set()),
    ({"not": "pressed"}, {"coercion": "yes"}, None),
    ({"any": []}, {"coercion": "yes"}, None),
])
def test_a_condition_names_the_answers_it_rests_on(
    condition: Any, values: dict[str, str], rests_on: set[str] | None
) -> None:
    assert Evaluation(CIRCUMSTANCES, values).rests_on(parse(condition)) == rests_on


@pytest.mark.parametrize("raw", [
    None, 3, [], {}, {"a": "yes", "b": "no"}, {"coercion": []}, {"coercion": 1}, {"coercion": [True]}, {"all": "pressed"},
    {"any": {"a": "yes"}}, {"not": None}, {"all": [{"any": 1}]},
])
def test_what_is_no_condition_is_refused_with_a_sentence(raw: Any) -> None:
    with pytest.raises(ValueError, match=r"found .+"):
        parse(raw)
