"""For how long a conversation is kept, whatever the clock does; and what an organisation may set."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from bot.core.errors import AssistantError
from bot.privacy.files import keep_private
from bot.privacy.retention import Retention
from bot.settings import from_environment

NOW = 1_800_000_000.0
HOUR = 3600.0
DAY = 24 * HOUR


@pytest.mark.parametrize(("last", "over"), [
    (NOW, False),
    (NOW - DAY + 1, False),
    (NOW - DAY, True),
    (NOW - 365 * DAY, True),
    (0.0, True),
    (None, True),
    # The clock was set back since: for a while nobody can tell, and then it goes.
    (NOW + HOUR, False),
    (NOW + DAY - 1, False),
    (NOW + DAY, True),
    (NOW + 10 * 365 * DAY, True),
])
def test_a_conversation_is_over_a_day_after_its_last_turn(last: float | None, over: bool) -> None:
    assert Retention(24).is_over(last, NOW) is over


@pytest.mark.parametrize("set_back", [HOUR, 23 * HOUR, DAY, 30 * DAY, 3650 * DAY])
def test_a_clock_that_was_set_back_keeps_nothing_longer_than_twice_the_period(set_back: float) -> None:
    last, kept = NOW + set_back, 0.0
    while not Retention(24).is_over(last, NOW + kept):
        kept += HOUR

    assert kept <= 2 * DAY


@pytest.mark.parametrize(("name", "value", "told"), [
    ("RETENTION_HOURS", "0", "from 1 to 720"),
    ("RETENTION_HOURS", "721", "from 1 to 720"),
    ("RETENTION_HOURS", "-24", "from 1 to 720"),
    ("RETENTION_HOURS", "1.5", "a whole number"),
    ("RETENTION_HOURS", "a day", "a day"),
    ("RETENTION_HOURS", "²4", "a whole number"),
    ("PURGE_SECONDS", "0", "from 1 to 3600"),
    ("REQUESTS_PER_MINUTE", "many", "REQUESTS_PER_MINUTE"),
    ("CONVERSATIONS_PER_HOUR", "-1", "CONVERSATIONS_PER_HOUR"),
    ("REQUEST_SECONDS", "0", "from 1 to 300"),
])
def test_nonsense_is_refused_with_a_sentence_that_names_the_setting(name: str, value: str, told: str) -> None:
    with pytest.raises(AssistantError, match=told) as refused:
        from_environment({name: value})
    assert name in str(refused.value)


def test_what_is_set_counts_and_a_day_is_usual() -> None:
    assert from_environment({}).retention == Retention(24)
    assert from_environment({"RETENTION_HOURS": " 72 "}).retention == Retention(72)
    assert from_environment({"RETENTION_HOURS": ""}).retention == Retention(24)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_and_its_folder_are_the_assistants_own(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        keep_private(tmp_path / "var" / "conversations.db")
    finally:
        os.umask(before)

    assert (mode(tmp_path / "var"), mode(tmp_path / "var" / "conversations.db")) == (0o700, 0o600)


def test_a_file_that_others_could_read_is_closed_and_the_operators_folder_left_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    file = tmp_path / "conversations.db"
    file.write_text("kept")
    file.chmod(0o664)

    keep_private(file)

    assert (mode(tmp_path), mode(file), file.read_text()) == (0o755, 0o600, "kept")
