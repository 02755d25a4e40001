"""Damaged content and organisation files; single mistakes, one a time, are in test_loading_errors.py."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.errors import ContentError
from bot.core.knowledge import Knowledge
from bot.core.loading import CONTENT, FILES, fingerprint, load_knowledge
from bot.core.yaml_files import read_yaml
from bot.settings import ROOT

EXAMPLE = ROOT / "docs" / "organisation.example.yml"
# One mistake a file: some can be seen in the file alone, others only where files refer to each other.
MISTAKES = {
    "glossary.yml": ("terms:", "terms: [", "glossary.yml: line"),
    "harm_ways.yml": ("    title:", "    title: Twice\n    title:", "'title' stands twice"),
    "barriers.yml": ("    title:", "    titel:", "title: Field required"),
    "topics.yml": ("topics:", "x: &here [a]\ny: *here\ntopics:", "anchors and aliases are not used"),
    "indicators.yml": ("{identity: yes}", "{identitty: yes}", "refers to 'identitty', which is no question"),
    "steps.yml": ("cites: [rep.3, ", "cites: [rep.77, ", "emergency_999: cites rep.77, which stands in no source"),
    "factors.yml": ("    summary: >-\n", "    summary: >-\n      This is low risk.\n", "says 'low risk'"),
    "edition.yml": ("soft_limit:", "soft_limits:", "edition.yml: edition: interview.soft_limit: Field required"),
    "learning.yml": ("audience: practice", "audience: everybody", "learning.yml: notice_online_abuse: audience"),
    "phrases.yml": ("  greeting:", "  greetings:", "phrases.yml: greetings: is a phrase that nothing says"),
}


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """The real content with a mistake in each of many files, and one file that is not text."""
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    for file, (old, new, _) in MISTAKES.items():
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, file
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    routes = (folder / "routes.yml").read_bytes()
    (folder / "routes.yml").write_bytes(routes.replace(b"name: ", b"name: caf\xe9 ", 1))
    return folder


def told_by(folder: Path, organisation: Path | None = None) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_knowledge(folder, organisation)
    return [str(problem) for problem in caught.value.problems]


def test_every_mistake_in_every_file_is_told_at_once(damaged: Path) -> None:
    told = told_by(damaged)
    for file, (_, _, problem) in MISTAKES.items():
        assert any(one.startswith(file) and problem in one for one in told), (file, told)
    assert any(one.startswith("routes.yml: not UTF-8 text") for one in told)


def test_one_mistake_is_told_once_and_not_by_everything_around_it(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    questions = (folder / "questions.yml").read_text(encoding="utf-8")
    (folder / "questions.yml").write_text(questions.replace("kind: danger", "kind: dangerous", 1), encoding="utf-8")
    told = told_by(folder)
    assert len(told) == 1
    assert told[0].startswith("questions.yml: immediate_danger: kind: ")


def test_the_check_command_prints_every_mistake_and_no_traceback(damaged: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bot", "check"], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "CONTENT_FOLDER": str(damaged), "ORGANISATION_FILE": ""},
    )
    assert run.returncode == 2
    assert "Traceback" not in run.stderr + run.stdout
    assert set(told_by(damaged)) <= {line.strip() for line in run.stderr.splitlines()}


def test_a_folder_without_content_is_told_file_by_file(tmp_path: Path) -> None:
    assert {one.split(":")[0] for one in told_by(tmp_path / "nothing")} == {*FILES, "edition.yml", "interface.yml", "helpline.yml"}


@pytest.mark.parametrize(("text", "problem"), [
    ("contacts: {nobody: {phone: '1'}}", "own.yml: nobody: is no route"),
    ("contacts: {dsl: {takes: everything}}", "own.yml: dsl: takes only: name, phone"),
    ("contacts: {dsl: 020 7946 0001}", "own.yml: dsl: takes only"),
    ("contacts: {dsl: {phone: 999}}", "own.yml: dsl: phone"),
    ("contacts: {dsl: {hours: {always: true, unknown: Perhaps.}}}", "own.yml: dsl: hours: hours say exactly one of"),
    ("contacts: {dsl: {web: example.org}}", "own.yml: dsl: web"),
    ("contacts: [dsl, lado]", "own.yml: contacts: is missing or empty"),
    ("contacts:", "own.yml: contacts: is missing or empty"),
    ("contact: {dsl: {phone: '1'}}", "own.yml: contact: is not a section of this file"),
    ("", "own.yml: holds no 'contacts'"),
    ("contacts: {dsl: [", "own.yml: line 2: not valid YAML"),
])
def test_a_mistake_in_the_organisations_file_is_told(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "own.yml").write_text(text, encoding="utf-8")
    told = told_by(CONTENT, tmp_path / "own.yml")
    assert any(one.startswith(problem) for one in told), told


def test_a_missing_organisation_file_is_told(tmp_path: Path) -> None:
    assert told_by(CONTENT, tmp_path / "own.yml")[0].startswith("own.yml: the file is missing")


def test_the_organisations_contacts_replace_what_they_name_and_nothing_else(knowledge: Knowledge) -> None:
    own, general = load_knowledge(organisation=EXAMPLE).routes, knowledge.routes
    assert own["dsl"].phone == "020 7946 0001"
    assert own["dsl"].hours.weekly[1].closes == "16:00"
    assert (own["dsl"].takes, own["dsl"].who) == (general["dsl"].takes, general["dsl"].who)
    assert own["police101"].phone == "101"
    assert own["police101"].note
    assert {name for name in general if own[name] != general[name]} == {"dsl", "csc-eng", "lado", "lac-sw", "police101"}


def test_content_and_contacts_have_a_fingerprint_of_their_own(knowledge: Knowledge, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    assert fingerprint(copy) == knowledge.fingerprint
    assert fingerprint(copy, EXAMPLE) != knowledge.fingerprint
    (copy / "phrases.yml").write_text((copy / "phrases.yml").read_text(encoding="utf-8") + "# \n", encoding="utf-8")
    assert fingerprint(copy) != knowledge.fingerprint


@pytest.mark.parametrize(("text", "value"), [
    ("yes", "yes"), ("no", "no"), ("on", "on"), ("Yes", "Yes"), ("true", True), ("false", False), ("'true'", "true"),
    ("[yes, no]", ["yes", "no"]), ("{yes: no}", {"yes": "no"}), ("1", 1),
])
def test_yes_and_no_are_words(tmp_path: Path, text: str, value: Any) -> None:
    (tmp_path / "x.yml").write_text(f"a: {text}\n", encoding="utf-8")
    assert read_yaml(tmp_path / "x.yml") == ({"a": value}, [])


@pytest.mark.parametrize("text", [
    "a: !!python/object/apply:os.getcwd []", "a: 2026-13-45", "? [a]\n: b", "{a: b}: c", "a: b: c", "[" * 5000, "\x00",
    "--- a\n--- b",
])
def test_what_is_no_content_is_told_and_never_raised(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.yml").write_text(text, encoding="utf-8")
    found, problems = read_yaml(tmp_path / "x.yml")
    assert found is None
    assert [problem.file for problem in problems] == ["x.yml"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4) | st.integers(), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=15)
@given(value=anything, data=st.data())
def test_whatever_stands_in_a_file_is_told_as_a_problem_of_it(
    value: Any, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """An item of any collection is replaced by anything at all."""
    folder = Path(shutil.copytree(CONTENT, tmp_path_factory.mktemp("content") / "copy"))
    file = data.draw(st.sampled_from([name for name in FILES if name != "phrases.yml"]))
    section = data.draw(st.sampled_from(sorted(FILES[file])))
    (folder / file).write_text(yaml.safe_dump({section: {"it": value}}), encoding="utf-8")
    assert any(one.startswith(file) for one in told_by(folder))
