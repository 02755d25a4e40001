"""Conversations that are over leave the database, with every word of theirs; those that go on stay."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.core.agent import Agent
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

import bot.__main__
from bot.dialogue import purging
from bot.dialogue import store as store_module
from bot.dialogue.purging import keep_purging, purge
from bot.dialogue.store import ConversationStore, KeepsNothing, keep_nowhere_else, written
from bot.privacy.retention import Retention
from bot.settings import ROOT, Settings
from bot.turn_data import CASE_SLOT

WORD = "archaeopteryx"
HOUR = 3600
DAY = 24 * HOUR
KEPT = Retention(24)


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "var" / "conversations.db"


@pytest.fixture
def store(database: Path, domain: Domain, monkeypatch: pytest.MonkeyPatch) -> ConversationStore:
    monkeypatch.setattr(store_module, "settings", lambda: Settings(database=database))
    return ConversationStore(domain, event_broker=None)


def keep(store: ConversationStore, sender: str, ago: float = 0.0, said: str = WORD) -> None:
    """A turn of a conversation, so many seconds ago."""
    at = time.time() - ago
    tracker = asyncio.run(store.retrieve(sender)) or DialogueStateTracker(sender, store.domain.slots)
    if not tracker.events:
        tracker.update(ActionExecuted("action_session_start", timestamp=at))
        tracker.update(SessionStarted(timestamp=at))
    for event in (UserUttered(f"{said} of {sender}", timestamp=at), BotUttered("I see.", timestamp=at)):
        tracker.update(event)
    asyncio.run(store.save(tracker))


def begin(store: ConversationStore, sender: str, ago: float) -> None:
    """A conversation of the page that was begun, with who asks, and never continued."""
    at = time.time() - ago
    tracker = DialogueStateTracker(sender, store.domain.slots)
    for event in (SessionStarted(timestamp=at), SlotSet(CASE_SLOT, {"answers": []}, timestamp=at)):
        tracker.update(event)
    asyncio.run(store.save(tracker))


def kept(store: ConversationStore) -> set[str]:
    return set(asyncio.run(store.keys()))


def every_byte(database: Path) -> bytes:
    return b"".join(file.read_bytes() for file in database.parent.iterdir())


def change(database: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement, values)


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_what_is_over_goes_with_every_word_and_what_is_not_stays(
    journal: str, store: ConversationStore, database: Path
) -> None:
    change(database, f"PRAGMA journal_mode = {journal}")
    begin(store, "begun", DAY + 60)
    for number in range(5):
        keep(store, f"old-{number}", DAY + 60)
    keep(store, "recent", DAY - 60)
    assert f"{WORD} of old-3".encode() in every_byte(database)

    assert purge(store.engine, KEPT) == 6

    assert kept(store) == {"recent"}
    assert f"{WORD} of old".encode() not in every_byte(database)
    assert f"{WORD} of recent".encode() in every_byte(database)
    assert purge(store.engine, KEPT) == 0


def test_a_conversation_that_went_on_is_as_young_as_its_last_turn(store: ConversationStore) -> None:
    keep(store, "one", DAY - 60)
    keep(store, "one", HOUR)
    change(store._file, "UPDATE events SET timestamp = timestamp - ?", HOUR)  # type: ignore[arg-type]

    assert purge(store.engine, KEPT) == 0
    assert kept(store) == {"one"}


@pytest.mark.parametrize(("stamp", "goes"), [("NULL", True), ("timestamp + 3600", False), ("timestamp + 864000", True)])
def test_what_bears_no_time_or_one_far_ahead_is_not_kept_for_ever(
    stamp: str, goes: bool, store: ConversationStore, database: Path
) -> None:
    keep(store, "one")
    change(database, f"UPDATE events SET timestamp = {stamp}")

    assert purge(store.engine, KEPT) == int(goes)
    assert (kept(store) == set()) is goes


def test_what_somebody_goes_on_with_while_it_is_looked_at_stays(store: ConversationStore, database: Path) -> None:
    keep(store, "one", DAY + 60)

    def go_on(_: Any, __: Any, statement: str, *___: Any) -> None:
        if statement.startswith("DELETE"):
            change(database, "INSERT INTO events (sender_id, type_name, timestamp, data) VALUES ('one', 'user', ?, '{}')",
                   time.time())

    sa.event.listen(store.engine, "before_cursor_execute", go_on)
    try:
        # Before the statement takes its lock: between the look and the deletion.
        assert purge(store.engine, KEPT) == 0
    finally:
        sa.event.remove(store.engine, "before_cursor_execute", go_on)
    assert kept(store) == {"one"}


READS: dict[str, Callable[[ConversationStore], object]] = {
    "the conversation": lambda store: asyncio.run(store.retrieve("one")),
    "all of it": lambda store: asyncio.run(store.retrieve_full_tracker("one")),
    "its messages": lambda store: store.came("one", "first"),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_what_is_over_cannot_be_read_though_nobody_purged(
    read: Callable[[ConversationStore], object], store: ConversationStore, database: Path
) -> None:
    keep(store, "one", DAY + 1)

    assert read(store) is None
    assert WORD.encode() not in every_byte(database)


def test_a_conversation_with_the_same_id_begins_anew_when_the_old_one_is_over(store: ConversationStore) -> None:
    keep(store, "one", DAY + 60, said="before")
    keep(store, "one", 0, said="after")

    found = asyncio.run(store.retrieve("one"))
    assert found is not None
    assert [event.text for event in found.events if isinstance(event, UserUttered)] == ["after of one"]


@pytest.mark.parametrize("seconds", [0.5, 60, 23 * HOUR])
def test_what_is_said_after_the_clock_was_set_back_is_kept_and_read(
    seconds: float, store: ConversationStore
) -> None:
    """Rasa finds a session by its time, and would leave out what bears an earlier one."""
    keep(store, "one", 0, said="before")
    keep(store, "one", seconds, said="after")
    keep(store, "one", seconds - 0.1, said="still")

    found = asyncio.run(store.retrieve_full_tracker("one"))
    assert found is not None
    said = [event.text for event in found.events if isinstance(event, UserUttered)]
    assert said == ["before of one", "after of one", "still of one"]


def test_the_database_is_set_to_lose_nothing_and_to_leave_nothing(store: ConversationStore, database: Path) -> None:
    found = {}
    with store.engine.connect() as connection:
        for setting in ("secure_delete", "synchronous", "temp_store", "busy_timeout"):
            found[setting] = connection.execute(sa.text(f"PRAGMA {setting}")).scalar_one()

    assert found == {"secure_delete": 1, "synchronous": 2, "temp_store": 2, "busy_timeout": store_module.BUSY_MILLISECONDS}
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    assert stat.S_IMODE(database.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("remove", [Path.unlink, lambda file: file.write_bytes(b"")], ids=["removed", "emptied"])
def test_a_database_that_somebody_removed_is_made_anew_and_private(
    remove: Callable[[Path], object], store: ConversationStore, database: Path
) -> None:
    keep(store, "one")
    remove(database)

    assert store.purge(KEPT) == 0
    keep(store, "two")

    assert kept(store) == {"two"}
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    store.check()


def test_a_turn_is_written_whole_or_not_at_all(store: ConversationStore, database: Path) -> None:
    keep(store, "one", 10)
    # The answer can no longer be written, after the message was.
    change(database, "CREATE TRIGGER full BEFORE INSERT ON events WHEN NEW.type_name = 'bot' "
                     "BEGIN SELECT RAISE(ABORT, 'full'); END")

    with pytest.raises(sa.exc.SQLAlchemyError):
        keep(store, "one", said="lost")

    change(database, "DROP TRIGGER full")
    assert b"lost of one" not in every_byte(database)


def test_a_conversation_that_could_not_be_read_is_not_written_over(
    store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rasa goes on with an empty conversation then, whose events it would count against those that are kept."""
    keep(store, "one", 10)
    agent = Agent(store.domain, tracker_store=store)

    async def turn() -> list[DialogueStateTracker]:
        with written() as noted:
            with monkeypatch.context() as broken:
                broken.setattr(purging, "_LAST", sa.text("SELECT timestamp FROM nowhere"))
                assert await agent.tracker_store.retrieve("one") is None
            fresh = DialogueStateTracker("one", store.domain.slots)
            fresh.update(UserUttered("lost"))
            await agent.tracker_store.save(fresh)
        return noted

    assert asyncio.run(turn()) == []
    found = asyncio.run(store.retrieve("one"))
    assert found is not None
    assert [event.text for event in found.events if isinstance(event, UserUttered)] == [f"{WORD} of one"]


def test_what_the_database_did_not_take_stays_in_no_memory(store: ConversationStore, database: Path) -> None:
    agent = Agent(store.domain, tracker_store=store)
    keep_nowhere_else(agent)
    database.write_bytes(b"no database " * 1000)

    asyncio.run(agent.tracker_store.save(DialogueStateTracker.from_events("one", [UserUttered(WORD)])))

    assert isinstance(agent.tracker_store.fallback_tracker_store, KeepsNothing)
    assert agent.tracker_store.fallback_tracker_store.store == {}


def test_purging_goes_on_after_the_database_failed(
    store: ConversationStore, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keep(store, "one", DAY + 60)
    good = database.read_bytes()
    database.write_bytes(b"no database " * 1000)
    gone: list[int] = []

    async def a_while() -> None:
        running = asyncio.create_task(keep_purging(store, KEPT, 0.05, gone.append))
        while "tried again" not in caplog.text:
            await asyncio.sleep(0.01)
        database.write_bytes(good)
        while 1 not in gone:
            await asyncio.sleep(0.01)
        running.cancel()

    asyncio.run(asyncio.wait_for(a_while(), 20))

    assert sum(gone) == 1
    assert WORD not in caplog.text
    assert kept(store) == set()


@pytest.fixture
def command(store: ConversationStore, database: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """`python -m bot purge`, on the database of the test."""
    monkeypatch.setattr(bot.__main__, "_hush_libraries", lambda: None)
    monkeypatch.setattr(bot.__main__, "settings", lambda: Settings(database=database))
    return lambda *more: bot.__main__.main(["purge", *more])


def test_by_hand_what_is_over_goes_and_the_command_says_how_many(
    command: Callable[..., int], store: ConversationStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for sender, ago in (("old", DAY + 60), ("older", 3 * DAY), ("recent", 0)):
        keep(store, sender, ago)

    assert command() == 0

    assert capsys.readouterr().out == "2 deleted.\n"
    assert kept(store) == {"recent"}


def test_by_hand_everything_goes_only_when_it_is_said_twice(
    command: Callable[..., int], store: ConversationStore, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(store, "one")
    keep(store, "two")

    assert command("--all") == 2
    assert "--yes" in capsys.readouterr().err
    assert kept(store) == {"one", "two"}

    assert command("--all", "--yes") == 0
    assert capsys.readouterr().out == "2 deleted.\n"
    assert kept(store) == set()
    assert WORD.encode() not in every_byte(database)


def test_by_hand_a_database_that_is_locked_is_told_and_one_that_never_was_is_not_made(
    command: Callable[..., int], store: ConversationStore, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(store, "old", DAY + 60)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert command() == 2
    assert "another program holds" in capsys.readouterr().err

    database.unlink()
    assert command() == 0
    assert capsys.readouterr().out == "0 deleted.\n"
    assert not database.exists()


def test_by_hand_another_store_than_ours_is_refused(
    command: Callable[..., int], store: ConversationStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from rasa.core.tracker_store import TrackerStore

    monkeypatch.setattr(TrackerStore, "create", lambda *_, **__: InMemoryTrackerStore(store.domain))

    assert command() == 2
    assert "endpoints.yml" in capsys.readouterr().err
