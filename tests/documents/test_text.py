from __future__ import annotations

import pytest

from bot.core.outline import Outline
from bot.documents import text
from bot.documents.direction import isolated, right_to_left
from tests.documents.conftest import ARABIC, EMOJI, HEBREW, INJECTIONS, long_words
from tests.documents.reading import missing


def test_every_heading_and_every_point_begins_a_line(scripts: Outline) -> None:
    lines = text.render(scripts).splitlines()

    for section in scripts.sections:
        assert lines[lines.index(section.title) + 1] == "=" * len(section.title)
    assert "- Child: [child A]" in lines
    assert any(line.startswith("1. ") for line in lines)
    assert not [line for line in lines if line != line.rstrip()]


@pytest.mark.parametrize("name", ["injected", "scripts", "long_case"])
def test_what_was_said_stands_as_it_was_said(name: str, request: pytest.FixtureRequest) -> None:
    said, story = long_words()
    wanted = {"injected": list(INJECTIONS), "scripts": [ARABIC, HEBREW, EMOJI], "long_case": [*said, story]}[name]

    assert missing(text.render(request.getfixturevalue(name)), wanted) == []


@pytest.mark.parametrize(("words", "turned"), [
    (HEBREW, True), (ARABIC, True), (f"“{HEBREW}”", True), (f"123 {ARABIC}", True), (f"she wrote {HEBREW}", False),
    ("she wrote", False), (EMOJI, False), ("", False), ("?!", False),
])
def test_a_text_reads_as_its_first_letter_does(words: str, turned: bool) -> None:
    assert right_to_left(words) is turned


@pytest.mark.parametrize("words", [HEBREW, f"she wrote {ARABIC}", "\u202etnecojni", "\u2067x"])
def test_what_could_turn_the_text_around_it_is_kept_apart(words: str) -> None:
    assert isolated(words) == f"\u2068{words}\u2069"
    assert isolated("she wrote 😀") == "she wrote 😀"
