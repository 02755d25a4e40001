"""The commands of `python -m bot`, each in a process of its own as a person or a script calls it."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import bot.__main__
from bot.core.knowledge import Knowledge
from bot.settings import ROOT, settings
from tests.server import environment, free_port

COMMANDS = ("serve", "train", "chat", "check", "understand", "helpline-secret", "flags", "purge")
PLANTED = "microraptor"


def run(*arguments: str, given: bytes = b"", **ours: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=ROOT, input=given, env=environment(**ours), capture_output=True,
        check=False,
    )


def test_the_version_is_told() -> None:
    told = run("--version")

    assert (told.returncode, told.stdout.decode().split()[-1]) == (0, bot.__version__)


def test_help_names_every_command_and_each_has_its_own() -> None:
    general = run("--help").stdout.decode()

    for command in COMMANDS:
        told = run(command, "--help")
        assert command in general
        assert told.returncode == 0
        assert f"python -m bot {command}" in told.stdout.decode()


@pytest.mark.parametrize("arguments", [(), ("frobnicate",), ("check", "--frobnicate")])
def test_a_wrong_call_ends_with_2_and_the_usage(arguments: tuple[str, ...]) -> None:
    told = run(*arguments)

    assert told.returncode == 2
    assert b"usage: python -m bot" in told.stderr


def test_the_content_is_checked_and_every_point_of_the_briefing_listed_with_what_uses_it(knowledge: Knowledge) -> None:
    told = run("check", "--coverage")

    assert told.returncode == 0
    assert f"{len(knowledge.questions)} questions" in told.stdout.decode()
    rows = dict(line.split(maxsplit=1) for line in told.stdout.decode().splitlines())
    assert set(knowledge.paragraphs) <= set(rows)
    assert "adult_involved" in rows[knowledge.questions["adult_involved"].cites[0]]


def refused(status: int, said: str, *named: str) -> None:
    """It ended with 2 and a sentence that names what is wrong, and with no trace."""
    assert status == 2, said
    assert "Traceback" not in said
    for word in named:
        assert word in said


def test_a_command_that_cannot_work_ends_with_2_and_a_sentence() -> None:
    told = run("serve", PORT="abc")

    refused(told.returncode, told.stderr.decode(), "PORT", "abc", "1 to 65535")


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., None]]:
    """`python -m bot serve` in this process, which spares the seconds of its imports; it must refuse to start."""
    monkeypatch.setattr(bot.__main__, "_hush_libraries", lambda: None)
    settings.cache_clear()

    def serving(*named: str, **ours: object) -> None:
        for name, value in ours.items():
            monkeypatch.setenv(name, str(value))
        refused(bot.__main__.main(["serve"]), capsys.readouterr().err, *named)

    yield serving
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.parametrize("value", ["0", "65536", "-1", "50.5", "²", "5 000"])
def test_a_port_that_is_none_is_refused(value: str, serve: Callable[..., None]) -> None:
    serve("PORT", value, "1 to 65535", PORT=value)


@pytest.mark.parametrize("level", ["loud", "DEBUG"])
def test_a_log_level_that_is_none_or_would_tell_what_people_type_is_refused(level: str, serve: Callable[..., None]) -> None:
    serve("LOG_LEVEL", level, "WARNING", LOG_LEVEL=level)


def test_a_token_that_can_be_guessed_is_refused_and_not_repeated(serve: Callable[..., None]) -> None:
    serve("API_TOKEN", "at least 16", API_TOKEN=PLANTED)
    assert PLANTED not in run("serve", API_TOKEN=PLANTED).stderr.decode()


def test_a_port_in_use_is_named(tmp_path: Path, serve: Callable[..., None]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        serve(str(port), "PORT", PORT=port, DATABASE_FILE=tmp_path / "conversations.db")


def test_an_address_of_another_machine_is_named(tmp_path: Path, serve: Callable[..., None]) -> None:
    serve("203.0.113.7", HOST="203.0.113.7", PORT=free_port(), DATABASE_FILE=tmp_path / "conversations.db")


def test_a_database_that_cannot_be_written_is_named(tmp_path: Path, serve: Callable[..., None]) -> None:
    (tmp_path / "file").write_text("a file, no folder")
    place = tmp_path / "file" / "conversations.db"

    serve(str(place), "DATABASE_FILE", PORT=free_port(), DATABASE_FILE=place)


def test_an_organisation_file_that_is_not_there_is_named(tmp_path: Path, serve: Callable[..., None]) -> None:
    serve("ORGANISATION_FILE", "none.yml", ORGANISATION_FILE=tmp_path / "none.yml")


def test_broken_content_is_reported_with_every_problem_at_once(tmp_path: Path) -> None:
    content = tmp_path / "briefing"
    shutil.copytree(ROOT / "data" / "briefing", content)
    (content / "routes.yml").write_text("routes: [not: closed", encoding="utf-8")
    (content / "glossary.yml").unlink()

    told = run("check", CONTENT_FOLDER=content)

    refused(told.returncode, told.stderr.decode(), "routes.yml", "glossary.yml")


def test_no_content_at_all_is_reported(tmp_path: Path) -> None:
    told = run("check", CONTENT_FOLDER=tmp_path / "nowhere")

    refused(told.returncode, told.stderr.decode(), "nowhere")


STORY = "😀😀 A man she met on Snapchat asked a girl of 13 for nude pictures, call 07700 900123"


def test_lines_are_understood_in_their_order_with_evidence_where_it_says() -> None:
    given = [{"id": 1, "text": STORY}, {"id": "two", "text": "The weather is fine."}, {"id": None, "text": ""}]

    told = run("understand", given="\n\n".join(map(json.dumps, given)).encode())

    assert told.returncode == 0, told.stderr
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert [row["id"] for row in rows] == [1, "two", None]
    assert rows[0]["findings"]
    for row in rows:
        assert set(row) == {"id", "labels", "findings", "redacted"}
        assert row["labels"] == [one["id"] for one in row["findings"] if one["status"] == "reported"]
    for evidence in (one for finding in rows[0]["findings"] for one in finding["evidence"]):
        assert STORY[evidence["start"]:evidence["end"]] == evidence["text"]
    assert "900123" not in rows[0]["redacted"]


BAD_LINES = {
    "no JSON": b"microraptor",
    "not UTF-8": b'{"id": 1, "text": "microraptor \xff"}',
    "no object": b'["microraptor"]',
    "no id": b'{"text": "microraptor"}',
    "no text": b'{"id": "microraptor"}',
    "text a number": b'{"id": "microraptor", "text": 7}',
    "nested without end": b"[" * 100_000,
    "half a character as text": b'{"id": 1, "text": "microraptor \\ud800"}',
    "half a character as id": b'{"id": "\\ud800", "text": "microraptor"}',
}


def test_bad_lines_are_reported_by_their_number_and_the_others_go_on() -> None:
    good = b'{"id": "%d", "text": "hello"}'
    lines = [line for number, bad in enumerate(BAD_LINES.values()) for line in (good % number, bad)]

    told = run("understand", given=b"\n".join(lines))

    said = told.stderr.decode().splitlines()
    assert told.returncode == 1
    assert [line.partition(":")[0] for line in said] == [f"line {2 * number}" for number in range(1, len(BAD_LINES) + 1)]
    assert all(line.partition(": ")[2] for line in said)
    assert [json.loads(line)["id"] for line in told.stdout.splitlines()] == [str(number) for number in range(len(BAD_LINES))]
    assert PLANTED not in told.stderr.decode()
