"""Arrows between the parts point to the core, and the project stands alone."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT

NOT_FOR_THE_CORE = {"rasa", "rasa_sdk", "sanic", "spacy", "sqlalchemy", "tensorflow", "sklearn", "onnxruntime", "actions"}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", sorted((ROOT / "bot" / "core").rglob("*.py")), ids=lambda path: path.name)
def test_the_core_knows_nothing_of_what_stands_around_it(path: Path) -> None:
    for name in imports(path):
        assert name.split(".")[0] not in NOT_FOR_THE_CORE
        assert not name.startswith("bot.") or name.startswith("bot.core")


@pytest.mark.parametrize("path", sorted((ROOT / "bot" / "understanding").rglob("*.py")), ids=lambda path: path.name)
def test_understanding_knows_nothing_of_the_dialogue_and_the_web(path: Path) -> None:
    assert not [name for name in imports(path) if name.startswith(("bot.dialogue", "bot.web", "actions"))]


@pytest.mark.parametrize("path", sorted((ROOT / "bot" / "documents").rglob("*.py")), ids=lambda path: path.name)
def test_documents_know_the_core_and_nothing_else_of_ours(path: Path) -> None:
    ours = [name for name in imports(path) if name.startswith(("bot.", "actions"))]
    assert [name for name in ours if not name.startswith(("bot.core", "bot.documents"))] == []


def test_the_project_reads_nothing_from_outside_itself() -> None:
    outside = "../" + "shared"
    found = subprocess.run(["git", "grep", "-lF", outside], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.stdout == ""


def test_rasa_takes_no_content_for_training_data() -> None:
    import rasa.shared.data
    from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader

    folders = [str(ROOT / "data" / "briefing"), str(ROOT / "data" / "understanding")]
    for of_rasa in (rasa.shared.data.is_nlu_file, YAMLStoryReader.is_stories_file):
        assert rasa.shared.data.get_data_files(folders, of_rasa) == []
