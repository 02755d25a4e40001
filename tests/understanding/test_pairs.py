"""The pairs of question and message that the model learns from: what is wrong with a file is told, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.errors import ContentError
from bot.shared import knowledge
from bot.understanding.encoder.pairs import load_pairs


def test_every_question_with_a_yes_has_pairs_of_every_value() -> None:
    pairs = load_pairs(knowledge().questions)
    asked = [one.id for one in knowledge().questions.values() if "yes" in one.values]

    for question in asked:
        assert {"yes", "no", "not_sure", "none"} <= {one.value for one in pairs if one.question == question}, question


def test_every_bad_line_is_told_by_file_and_number(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("\n".join([
        '{"question": "identity", "text": "he is no lad", "value": "yes"}',
        '{"question": "identity", "text": "he is no lad", "value": "perhaps"}',
        '{"question": "nobody_asks_this", "text": "he is no lad", "value": "yes"}',
        '{"question": "identity", "text": "  ", "value": "yes"}',
        '{"question": "identity", "value": "yes"}',
        "no JSON at all",
        "[]",
    ]), encoding="utf-8")

    with pytest.raises(ContentError) as told:
        load_pairs(knowledge().questions, tmp_path)

    lines = str(told.value)
    assert "line 1:" not in lines
    for number in range(2, 8):
        assert f"line {number}" in lines, number
    assert "nobody_asks_this" in lines
