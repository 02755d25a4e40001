"""The commands around the helpline page: the hash of its secret, and what was flagged."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

import bot.__main__
from bot.core.knowledge import Knowledge
from bot.privacy.secret import SecretHash
from bot.settings import ROOT, from_environment, settings
from bot.web.helpline.flags import Flags
from tests.server import environment

SECRET = "correct horse battery"
COMMAND = [sys.executable, "-m", "bot", "helpline-secret"]


def made(line: str) -> SecretHash:
    """The hash that the settings get from the line."""
    name, _, value = line.strip().partition("=")
    assert name == "HELPLINE_SECRET_HASH"
    found = from_environment({name: value}).helpline
    assert found.on
    assert found.secret
    return found.secret


def test_at_a_terminal_the_secret_is_asked_for_twice_and_never_shown() -> None:
    ours, theirs = pty.openpty()
    # A terminal of its own, as getpass looks for the one that a process belongs to.
    asking = subprocess.Popen(
        COMMAND, cwd=ROOT, env=environment(), stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    shown = b""
    for prompt in (b"characters: ", b"again: "):
        while prompt not in shown:
            shown += os.read(ours, 1000)
        os.write(ours, f"{SECRET}\n".encode())
    out, _ = asking.communicate(timeout=60)
    os.close(ours)

    assert asking.returncode == 0
    assert SECRET.encode() not in shown + out
    assert made(out.decode()).is_of(SECRET)


def test_a_secret_that_is_too_short_is_refused_with_a_sentence() -> None:
    told = subprocess.run(COMMAND, cwd=ROOT, env=environment(), input=b"short\n", capture_output=True, check=False)

    assert (told.returncode, told.stdout) == (2, b"")
    assert b"at least 12 characters" in told.stderr
    assert b"Traceback" not in told.stderr


@pytest.mark.parametrize(("ours", "named"), [
    ({"HELPLINE_SECRET_HASH": SECRET}, "helpline-secret"),
    ({"HELPLINE_USER_HEADER": "X-Remote-User"}, "HELPLINE_PROXIES"),
    ({"HELPLINE_USER_HEADER": "X Remote User", "HELPLINE_PROXIES": "10.0.0.7"}, "HELPLINE_USER_HEADER"),
    ({"HELPLINE_PROXIES": "proxy.example.org"}, "proxy.example.org"),
    ({"HELPLINE_PROXIES": "10.0.0.7/8"}, "10.0.0.7/8"),
    ({"HELPLINE_SIGNING_KEY": "short"}, "at least 32"),
])
def test_a_setting_that_cannot_be_used_is_named(ours: dict[str, str], named: str) -> None:
    with pytest.raises(bot.__main__.AssistantError, match=named) as caught:
        from_environment(ours)
    assert SECRET not in str(caught.value)


def test_it_is_off_unless_there_is_a_way_to_sign_in() -> None:
    assert not from_environment({}).helpline.on
    assert not from_environment({"HELPLINE_PROXIES": "10.0.0.7", "HELPLINE_SIGNING_KEY": "x" * 32}).helpline.on
    assert from_environment({"HELPLINE_PROXIES": "10.0.0.7, fd00::/8", "HELPLINE_USER_HEADER": "X-Remote-User"}).helpline.on


@pytest.fixture
def flags(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flags:
    """What was flagged, in a file that the command finds."""
    found = Flags(tmp_path / "conversations.db")
    for item, kind, edition, day in (
        ("questions/coercion", "unclear", "2026-11-01", "2026-11-03"),
        ("questions/coercion", "unclear", "2026-11-25", "2026-11-26"),
        ("questions/coercion", "unclear", "2026-11-25", "2026-11-26"),
        ("routes/police101", "out_of_date", "2026-11-25", "2026-11-26"),
        ("questions/gone", "unclear", "2026-11-01", "2026-11-02"),
    ):
        found.add(item, kind, edition, day)
    monkeypatch.setattr(bot.__main__, "_hush_libraries", lambda: None)
    monkeypatch.setattr(bot.__main__, "settings", lambda: from_environment({"DATABASE_FILE": str(tmp_path / "conversations.db")}))
    return found


@pytest.mark.usefixtures("flags")
def test_what_was_flagged_is_listed_with_its_words(capsys: pytest.CaptureFixture[str], knowledge: Knowledge) -> None:
    assert bot.__main__.main(["flags"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:4] for line in lines] == [
        ["3", "questions/coercion", "unclear", "2026-11-26"],
        ["1", "routes/police101", "out_of_date", "2026-11-26"],
        ["1", "questions/gone", "unclear", "2026-11-02"],
    ]
    assert lines[0].endswith(knowledge.questions["coercion"].ask)
    assert lines[2].endswith("(no longer in the content)")


def test_what_was_flagged_can_be_deleted(flags: Flags, capsys: pytest.CaptureFixture[str]) -> None:
    assert bot.__main__.main(["flags", "--clear"]) == 0
    assert bot.__main__.main(["flags"]) == 0

    assert capsys.readouterr().out == "3 deleted.\n"
    assert flags.all() == []


def test_a_file_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no database, and long enough to be taken for one" * 10)
    monkeypatch.setattr(bot.__main__, "_hush_libraries", lambda: None)
    monkeypatch.setattr(bot.__main__, "settings", lambda: from_environment({"DATABASE_FILE": str(tmp_path / "file")}))

    assert bot.__main__.main(["flags"]) == 2
    assert str(tmp_path / "file") in capsys.readouterr().err
    assert settings().database != tmp_path / "file"
