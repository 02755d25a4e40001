"""More of the commands: damaged content by file and item, many lines at once, the terminal, a model that fits."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.core.knowledge import Knowledge
from bot.core.loading import CONTENT
from bot.settings import ROOT
from tests.server import PATIENCE, environment, free_port

PLANTED = "dimorphodon"
STORY = "A man she met on Snapchat asked a girl of 13 for nude pictures."


def bot(*arguments: str, given: bytes = b"", **ours: object) -> subprocess.CompletedProcess[str]:
    run = subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=ROOT, env=environment(**ours), input=given,
        capture_output=True, check=False, timeout=PATIENCE,
    )
    assert b"Traceback" not in run.stdout + run.stderr, run.stderr.decode()
    return subprocess.CompletedProcess(run.args, run.returncode, run.stdout.decode(), run.stderr.decode())


def line(name: object, text: str) -> bytes:
    return json.dumps({"id": name, "text": text}, ensure_ascii=False).encode()


@pytest.mark.parametrize("command", ["serve", "train", "chat", "check", "understand"])
def test_help_needs_neither_content_nor_settings(command: str) -> None:
    run = bot(command, "--help", CONTENT_FOLDER="/nowhere", PORT="none")

    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith(f"usage: python -m bot {command}")


def test_every_use_in_the_coverage_is_an_item_that_cites_the_point(knowledge: Knowledge) -> None:
    *rows, _ = bot("check", "--coverage").stdout.splitlines()
    used_by = dict(row.split(maxsplit=1) for row in rows)

    assert list(used_by) == list(knowledge.paragraphs)
    for paragraph, users in used_by.items():
        assert users.startswith("not used: ") == (paragraph in knowledge.unused)
        for user in [] if paragraph in knowledge.unused else users.split(", "):
            collection, item = user.split("/")
            assert paragraph in getattr(knowledge, collection)[item].cites


def test_hundreds_of_lines_of_any_length_keep_their_order() -> None:
    told = ["", "😀👩‍👩‍👧 " + STORY, STORY + "\nsecond line", "x" * 9000] + [f"{number} {STORY}" for number in range(300)]

    run = bot("understand", given=b"\n".join(line(number, text) for number, text in enumerate(told)))

    rows = [json.loads(row) for row in run.stdout.split("\n") if row]
    assert (run.returncode, run.stderr) == (0, "")
    assert [row["id"] for row in rows] == list(range(len(told)))
    for row in rows:
        for one in (one for finding in row["findings"] for one in finding["evidence"]):
            assert told[row["id"]][one["start"]:one["end"]] == one["text"]


def test_understand_ends_quietly_when_its_reader_goes_away() -> None:
    given = b"\n".join(line(number, STORY) for number in range(600)) + b"\n"
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "understand"], cwd=ROOT, env=environment(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as run:
        run.stdout.close()  # type: ignore[union-attr]
        run.stdout = None
        _, said = run.communicate(given, timeout=PATIENCE)

    assert run.returncode == 1
    assert said == b""


# file -> the first place where this stands, what replaces it, and the item that is then to be named
DAMAGE = {
    "steps.yml": ("    cites:", "    sites:", "emergency_999"),
    "learning.yml": ("audience: practice", "audience: everybody", "notice_online_abuse"),
    "edition.yml": ("soft_limit:", "soft_limits:", "edition"),
    "glossary.yml": ("    meaning:", "    meening:", "grooming"),
}


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    for file, (old, new, _) in DAMAGE.items():
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, file
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    (folder / "barriers.yml").unlink()
    (folder / "harm_ways.yml").write_text("harm_ways: [", encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", ["serve", "train", "check", "chat"])
def test_damaged_content_is_told_by_file_and_item_all_at_once(command: str, damaged: Path, tmp_path: Path) -> None:
    models, database = tmp_path / "models", tmp_path / "kept.db"

    run = bot(command, CONTENT_FOLDER=damaged, PORT=free_port(), DATABASE_FILE=database, MODELS_FOLDER=models)

    told = [row.strip() for row in run.stderr.splitlines()]
    assert (run.returncode, run.stdout) == (2, "")
    for file, (_, _, item) in DAMAGE.items():
        assert any(row.startswith(f"{file}: {item}: ") for row in told), told
    assert any(row.startswith("barriers.yml: the file is missing") for row in told)
    assert any(row.startswith("harm_ways.yml: line ") for row in told)
    assert not models.exists()


@pytest.fixture(scope="module")
def model() -> str:
    run = bot("train")
    assert run.returncode == 0, run.stderr
    return run.stdout.split()[-1]


def test_a_model_that_fits_is_named_and_not_made_again(model: str) -> None:
    made = Path(model).stat().st_mtime_ns

    run = bot("train")

    assert (run.returncode, run.stdout.strip(), run.stderr) == (0, model, "")
    assert Path(model).stat().st_mtime_ns == made


@pytest.mark.usefixtures("model")
def test_the_terminal_answers_ends_with_its_input_and_keeps_nothing(knowledge: Knowledge, tmp_path: Path) -> None:
    run = bot("chat", given=f"1\nskip\n{PLANTED}\nrecord\n".encode(), DATABASE_FILE=tmp_path / "kept.db")

    said = " ".join(run.stdout.split())
    assert run.returncode == 0, run.stderr
    for question in ("role", "nation", "immediate_danger"):
        assert " ".join(knowledge.questions[question].ask.split()) in said
    for part in ("record_title", "section_blanks", "section_writer", "section_advised", "section_edition"):
        assert knowledge.phrase(part) in said
    assert PLANTED not in run.stderr
    assert not (tmp_path / "kept.db").exists()
