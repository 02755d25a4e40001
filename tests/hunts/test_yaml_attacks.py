"""A file of the content made to stop the assistant: it is named in an error, and nothing is read of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.core.errors import ContentError
from bot.core.loading import load_knowledge
from bot.core.yaml_files import read_yaml
from bot.settings import ROOT, Settings
from tests.server import Process


def laughs() -> str:
    """Nine of nine of nine: a thousand million million at the end."""
    names = "bcdefghijklmnopq"
    lines = [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in zip("a" + names, names, strict=False)]
    return "\n".join(["a: &a [ha]", *lines])


BOMBS = {
    "a billion laughs": (laughs(), "anchors and aliases"),
    "a list that holds itself": ("a: &a [*a]", "anchors and aliases"),
    "merged mappings": ("a: &a {b: c}\nd: {<<: *a}", "anchors and aliases"),
    "lists in lists": ("a: " + "[" * 200_000 + "]" * 200_000, "nested"),
    "mappings in mappings": ("a: " + "{a: " * 100_000 + "}" * 100_000, "nested"),
    "dashes in dashes": ("a:\n  " + "- " * 100_000 + "x", "nested"),
    "a number without end": ("a: " + "9" * 100_000, "cannot be read"),
    "an object of Python": ("a: !!python/object/apply:os.system [ls]", "not valid YAML"),
    "no text": ("a: \x00\x01", "cannot be read"),
}


@pytest.mark.parametrize(("text", "problem"), BOMBS.values(), ids=BOMBS)
def test_a_file_that_is_a_bomb_is_named_and_not_read(text: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "risk.yml").write_text(text, encoding="utf-8")

    found, problems = read_yaml(tmp_path / "risk.yml")

    assert found is None
    assert [one.file for one in problems] == ["risk.yml"]
    assert problem in str(problems[0])


def test_the_organisations_file_is_read_as_carefully(tmp_path: Path) -> None:
    (tmp_path / "ours.yml").write_text(laughs(), encoding="utf-8")

    with pytest.raises(ContentError) as refused:
        load_knowledge(organisation=tmp_path / "ours.yml")

    assert "ours.yml" in str(refused.value)
    assert "anchors and aliases" in str(refused.value)


def test_a_server_does_not_start_on_it_and_says_why(tmp_path: Path) -> None:
    content = Path(shutil.copytree(Settings().content, tmp_path / "content"))
    file = sorted(content.glob("*.yml"))[0]
    file.write_text("a: " + "[" * 200_000 + "]" * 200_000, encoding="utf-8")
    server = Process(tmp_path / "log", ["bot", "check"], CONTENT_FOLDER=content)

    server.start()

    assert server.ended() == 2
    assert file.name in server.log()
    assert "Traceback" not in server.log()
    assert str(ROOT) not in server.log()
