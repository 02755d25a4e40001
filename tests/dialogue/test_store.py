"""The conversations in the database: kept, forgotten for good, and a plain word when they cannot be kept."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy.exc
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.core.errors import AssistantError
from bot.dialogue import store as store_module
from bot.dialogue.database import check_writable
from bot.dialogue.store import ConversationStore, written
from bot.settings import ROOT, Settings
from bot.turn_data import CASE_SLOT, FORGOTTEN_SLOT

WORD = "archaeopteryx"


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "below" / "conversations.db"


@pytest.fixture
def store(database: Path, domain: Domain, monkeypatch: pytest.MonkeyPatch) -> ConversationStore:
    monkeypatch.setattr(store_module, "settings", lambda: Settings(database=database))
    return ConversationStore(domain, event_broker=None)


def keep(store: ConversationStore, domain: Domain, sender: str, **slots: object) -> None:
    """A conversation with a message and slots, saved."""
    tracker = DialogueStateTracker(sender, domain.slots)
    tracker.update(UserUttered(f"{WORD} of {sender}"))
    for name, value in slots.items():
        tracker.update(SlotSet(name, value))
    asyncio.run(store.save(tracker))


def test_a_conversation_is_kept_in_the_file_that_the_settings_name(
    store: ConversationStore, domain: Domain, database: Path
) -> None:
    keep(store, domain, "one", **{CASE_SLOT: {"answers": []}})

    found = asyncio.run(store.retrieve("one"))
    assert found is not None
    assert found.get_slot(CASE_SLOT) == {"answers": []}
    assert f"{WORD} of one".encode() in database.read_bytes()


def test_a_forgotten_conversation_leaves_nothing_and_the_others_stay(
    store: ConversationStore, domain: Domain, database: Path
) -> None:
    for sender in ("one", "two"):
        keep(store, domain, sender)
    assert f"{WORD} of one".encode() in database.read_bytes()

    assert store.forget("one") is True
    assert store.forget("one") is False

    assert asyncio.run(store.retrieve("one")) is None
    assert asyncio.run(store.retrieve("two")) is not None
    assert f"{WORD} of one".encode() not in database.read_bytes()


@pytest.mark.parametrize(("forgotten", "kept"), [(True, False), (False, True), (None, True)])
def test_a_turn_that_asks_to_forget_deletes_instead_of_saving(
    forgotten: bool | None, kept: bool, store: ConversationStore, domain: Domain
) -> None:
    keep(store, domain, "one")
    keep(store, domain, "one", **{FORGOTTEN_SLOT: forgotten})

    assert (asyncio.run(store.retrieve("one")) is not None) == kept


def test_the_check_passes_while_the_database_works_and_says_when_it_does_not(
    store: ConversationStore, domain: Domain, database: Path
) -> None:
    keep(store, domain, "one")
    store.check()
    assert asyncio.run(store.retrieve("one")) is not None

    store.engine.dispose()
    database.write_bytes(b"no database " * 1000)

    with pytest.raises(sqlalchemy.exc.SQLAlchemyError):
        store.check()


def test_a_writable_place_is_left_as_it_was(store: ConversationStore, domain: Domain, database: Path) -> None:
    keep(store, domain, "one")

    check_writable(database)

    assert asyncio.run(store.retrieve("one")) is not None
    assert b"write_check" not in database.read_bytes()


@pytest.mark.parametrize("place", ["file/conversations.db", "file/deeper/conversations.db", "folder", "garbage.db"])
def test_a_place_that_cannot_be_written_is_named_in_a_sentence(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, no folder")
    (tmp_path / "folder").mkdir()
    (tmp_path / "garbage.db").write_bytes(b"no database " * 1000)

    with pytest.raises(AssistantError, match="DATABASE_FILE") as refused:
        check_writable(tmp_path / place)
    assert str(tmp_path / place) in str(refused.value)


def test_what_came_is_known_by_its_id_and_nothing_kept_is_told_apart_from_no_message(
    store: ConversationStore, domain: Domain
) -> None:
    tracker = DialogueStateTracker("begun", domain.slots)
    tracker.update(SlotSet(CASE_SLOT, {"answers": []}))
    asyncio.run(store.save(tracker))
    assert store.came("begun", "first") is False
    assert store.came("never-was", "first") is None

    for message_id in ("first", "second"):
        tracker.update(UserUttered("hello", message_id=message_id))
    asyncio.run(store.save(tracker))

    came = {one: store.came("begun", one) for one in ("first", "second", "third", "fir", "f_rst", "%", "hello")}
    assert came == {**dict.fromkeys(came, False), "first": True, "second": True}
    store.forget("begun")
    assert store.came("begun", "first") is None


def test_what_was_written_is_noted_and_what_failed_is_not(
    store: ConversationStore, domain: Domain, database: Path
) -> None:
    with written() as noted:
        keep(store, domain, "one")
        keep(store, domain, "one", **{FORGOTTEN_SLOT: True})
        store.engine.dispose()
        database.write_bytes(b"no database " * 1000)
        with pytest.raises(sqlalchemy.exc.SQLAlchemyError):
            keep(store, domain, "two")

    assert [(one.sender_id, one.get_slot(FORGOTTEN_SLOT)) for one in noted] == [("one", False), ("one", True)]


def test_an_error_of_the_database_does_not_repeat_what_was_said(
    store: ConversationStore, domain: Domain, database: Path
) -> None:
    keep(store, domain, "one")
    # The table is there and takes no row any more, so that it is the row itself which fails.
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END")

    with pytest.raises(sqlalchemy.exc.SQLAlchemyError) as failed:
        keep(store, domain, "two")

    assert "full" in str(failed.value)
    assert WORD not in str(failed.value)
