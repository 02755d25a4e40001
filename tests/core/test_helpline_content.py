"""What is said aloud on the phone: complete, neutral, and every mistake in it told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core.checking import LEADING
from bot.core.errors import ContentError
from bot.core.knowledge import Knowledge
from bot.core.loading import CONTENT, fingerprint, load_knowledge
from tests.core.changed_content import problems_after

FILE = "helpline.yml"


@pytest.fixture
def told(tmp_path: Path) -> Callable[[Callable[[dict[str, Any]], object]], list[str]]:
    """The problems of the content after a change to what the file holds."""

    def problems(change: Callable[[dict[str, Any]], object]) -> list[str]:
        return problems_after(tmp_path, FILE, change, yaml.BaseLoader)

    return problems


def say(text: object) -> Callable[[dict[str, Any]], object]:
    return lambda raw: raw["aloud"]["coercion"].update(say=text)


@pytest.mark.parametrize(("change", "problem"), [
    (lambda raw: raw["aloud"].pop("coercion"), "helpline.yml: coercion: is a question that has no 'aloud'"),
    (lambda raw: raw["aloud"].update(role={"say": "Who are you?", "avoid": "x"}), "helpline.yml: role: is no question about the child"),
    (lambda raw: raw["aloud"]["coercion"].pop("avoid"), "helpline.yml: coercion: avoid: Field required"),
    (lambda raw: raw["aloud"]["coercion"].update(never="x"), "helpline.yml: coercion: never: "),
    (lambda raw: raw.pop("aloud"), "helpline.yml: aloud: is missing or empty"),
    (lambda raw: raw.pop("critical"), "helpline.yml: critical: has to be a list of groups"),
    (lambda raw: raw.update(critical=["suicidal"]), "helpline.yml: critical: has to be a list of groups"),
    (lambda raw: raw.update(critical=[["suicide"]]), "helpline.yml: critical: names 'suicide', which is no question"),
    (lambda raw: raw.update(critical=[["role"]]), "helpline.yml: critical: names 'role', which is no question about the child"),
    (lambda raw: raw.update(critical=[["suicidal"], ["suicidal"]]), "helpline.yml: critical: names 'suicidal' twice"),
    (lambda raw: raw.update(said={}), "helpline.yml: said: is not a section of this file"),
    (say(""), "helpline.yml: coercion: say: "),
    (say("Why did she send it?"), "helpline.yml: coercion: says 'Why'"),
    (say("He threatened her, didn't he?"), "helpline.yml: coercion: says 'n't he?'"),
    (say("Is he blackmailing her?"), "helpline.yml: coercion: says 'Is'"),
    (say("Who is he? And how old?"), "helpline.yml: coercion: has to be one sentence that asks one thing"),
    (say("What shows that she is at low risk?"), "helpline.yml: coercion: says 'low risk'"),
])
def test_a_mistake_is_told(
    change: Callable[[dict[str, Any]], object], problem: str, told: Callable[[Callable[[dict[str, Any]], object]], list[str]]
) -> None:
    found = told(change)

    assert any(one.startswith(problem) for one in found), found


def test_a_missing_file_is_told_once(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    (folder / FILE).unlink()

    with pytest.raises(ContentError) as caught:
        load_knowledge(folder)
    assert [str(one) for one in caught.value.problems] == ["helpline.yml: the file is missing (expected in content/)"]


def test_every_question_about_the_child_is_said_openly_and_in_words_of_its_own(knowledge: Knowledge) -> None:
    assert set(knowledge.aloud) == {name for name, question in knowledge.questions.items() if question.settles}
    said = [one.say for one in knowledge.aloud.values()]
    assert len(set(said)) == len(said)
    for name, one in knowledge.aloud.items():
        assert not LEADING.search(one.say), name
        assert one.say != knowledge.questions[name].ask
        assert len(one.say) <= 120, name
        assert one.avoid.startswith(("Not ", "No ", "Do not ")), name
        assert one.avoid.count(".") + one.avoid.count("?") >= 2, f"{name} gives no reason"


def test_nothing_said_aloud_asks_for_what_nobody_may_do(knowledge: Knowledge) -> None:
    """To look at a picture, to question a child, to handle a device."""
    for name, one in knowledge.aloud.items():
        for word in ("send me", "show me", "look at the", "open the", "ask the child", "her phone", "his phone"):
            assert word not in one.say.lower(), name


def test_a_change_of_it_needs_no_new_model(tmp_path: Path, knowledge: Knowledge) -> None:
    folder = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write("# a word more\n")

    assert fingerprint(folder) == knowledge.fingerprint
