"""A model is trained when there is none that fits what it is made from, and only then."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import rasa.model_training

from bot.core.errors import AssistantError
from bot.core.loading import load_knowledge
from bot.dialogue import training
from bot.dialogue.training import ensure_model, model_path
from bot.settings import ROOT, Settings

CONTENT: Any = SimpleNamespace(fingerprint="one")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what a model is made from."""
    for name in training.MADE_FROM:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.npz", "messages", "answers"))
        else:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(training, "ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def found(root: Path) -> Settings:
    return Settings(models=root / "models")


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The models that were trained."""
    paths: list[Path] = []

    def train(path: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(b"a model" * 1000))
        paths.append(path)

    monkeypatch.setattr(training, "_train", train)
    return paths


def append(name: str) -> Callable[[Path], object]:
    return lambda root: (root / name).write_text((root / name).read_text() + "\n")


CHANGES = {
    "the pipeline": append("config.yml"),
    "the domain": append("domain.yml"),
    "an example": append("data/dialogue/nlu/social.yml"),
    "a rule": append("data/dialogue/rules/turns.yml"),
    "the importer": append("bot/dialogue/importer.py"),
    "the reader's place in the pipeline": append("bot/understanding/graph.py"),
    "the encoder whose vectors it keeps": append("bot/understanding/encoder/export.py"),
    "a new file": lambda root: (root / "data/dialogue/new.yml").write_text('version: "3.1"\n'),
    "a file less": lambda root: (root / "data/dialogue/nlu/social.yml").unlink(),
    "another name": lambda root: (root / "data/dialogue/nlu/social.yml").rename(root / "data/dialogue/nlu/sociable.yml"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_a_model_is_made_from_another_of_it_needs_another_model(
    change: Callable[[Path], object], root: Path, found: Settings
) -> None:
    before = model_path(found, CONTENT)
    assert model_path(found, CONTENT) == before

    change(root)

    assert model_path(found, CONTENT) != before


def test_other_content_needs_another_model(tmp_path: Path, found: Settings) -> None:
    content = tmp_path / "briefing"
    shutil.copytree(ROOT / "data" / "briefing", content)
    before = model_path(found, load_knowledge(content))
    assert model_path(found, load_knowledge(content)) == before

    phrases = content / "phrases.yml"
    phrases.write_text(phrases.read_text(encoding="utf-8").replace("I am sorry", "We are sorry"), encoding="utf-8")

    assert model_path(found, load_knowledge(content)) != before


def test_a_model_that_fits_is_not_trained_again(found: Settings, trained: list[Path]) -> None:
    first = ensure_model(found, CONTENT)
    assert trained == [first]

    assert ensure_model(found, CONTENT) == first
    assert trained == [first]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda whole: whole[: len(whole) // 2],
    "empty": lambda _: b"",
    "something else": lambda _: b"no archive " * 100,
    "changed on the way": lambda whole: whole[:-8] + bytes(8),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_model_that_is_damaged_is_trained_anew(
    damage: Callable[[bytes], bytes], found: Settings, trained: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    first = ensure_model(found, CONTENT)
    first.write_bytes(damage(first.read_bytes()))

    assert ensure_model(found, CONTENT) == first
    assert trained == [first, first]
    assert "damaged" in capsys.readouterr().err


def test_it_is_trained_again_when_asked(found: Settings, trained: list[Path]) -> None:
    first = ensure_model(found, CONTENT)

    assert ensure_model(found, CONTENT, force=True) == first
    assert trained == [first, first]


def test_a_model_that_no_longer_fits_goes_when_the_new_one_stands(
    root: Path, found: Settings, trained: list[Path]
) -> None:
    old = ensure_model(found, CONTENT)
    append("config.yml")(root)

    new = ensure_model(found, CONTENT)

    assert trained == [old, new]
    assert list(found.models.iterdir()) == [new]


def test_a_training_that_fails_leaves_no_half_model_and_the_old_one(
    found: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    found.models.mkdir()
    old = found.models / "assistant-old.tar.gz"
    old.write_text("a model")

    def fails(output: str, **_: object) -> SimpleNamespace:
        (Path(output) / "assistant.tar.gz").write_text("half a model")
        return SimpleNamespace(code=1, model=None)

    monkeypatch.setattr(rasa.model_training, "train", fails)

    with pytest.raises(AssistantError, match="Training failed"):
        ensure_model(found, CONTENT)
    assert list(found.models.iterdir()) == [old]
