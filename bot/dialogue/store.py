"""The conversations in the database: Rasa's own store, with forgetting and with a word on whether it works."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.core.errors import AssistantError
from bot.privacy.numbering import conversations
from bot.settings import settings
from bot.turn_data import FORGOTTEN_SLOT

_written: ContextVar[list[DialogueStateTracker] | None] = ContextVar("written", default=None)


class ConversationStore(SQLTrackerStore):
    """`DATABASE_FILE` decides where SQLite keeps it; another dialect is set in endpoints.yml as for Rasa's store."""

    def __init__(self, domain: Any = None, dialect: str = "sqlite", db: str = "", **options: Any) -> None:
        if dialect == "sqlite":
            db = str(settings().database)
            Path(db).parent.mkdir(parents=True, exist_ok=True)
        super().__init__(domain=domain, dialect=dialect, db=db, **options)
        # Otherwise Rasa logs, with the error, the row that could not be written, and what the person said in it.
        self.engine.hide_parameters = True

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves the conversation; one that asked to be forgotten is deleted instead."""
        if tracker.get_slot(FORGOTTEN_SLOT):
            self.forget(tracker.sender_id)
        else:
            await super().save(tracker)
        noted = _written.get()
        if noted is not None:
            noted.append(tracker)

    def forget(self, sender_id: str) -> bool:
        """Deletes a conversation for good. Returns whether there was one."""
        with self.session_scope() as session:
            deleted = session.query(self.SQLEvent).filter_by(sender_id=sender_id).delete()
            session.commit()
        conversations().forget(sender_id)
        return bool(deleted)

    def texts(self, sender_id: str) -> list[str]:
        """What is kept of every message, unread. Raises sqlalchemy.exc.SQLAlchemyError when the database fails."""
        with self.session_scope() as session:
            return [row.data for row in session.query(self.SQLEvent.data).filter_by(sender_id=sender_id, type_name=UserUttered.type_name)]

    def message_ids(self, sender_id: str) -> frozenset[str] | None:
        """The ids of the messages that came in a conversation; None when nothing is kept of it.

        Quicker than to read the whole conversation. Raises sqlalchemy.exc.SQLAlchemyError when the database fails.
        """
        with self.session_scope() as session:
            rows = session.query(self.SQLEvent.type_name, self.SQLEvent.data).filter_by(sender_id=sender_id).all()
        if not rows:
            return None
        return frozenset(str(json.loads(data).get("message_id")) for kind, data in rows if kind == UserUttered.type_name)

    def check(self) -> None:
        """Raises sqlalchemy.exc.SQLAlchemyError when the database cannot be read and written."""
        with self.engine.begin() as connection:
            connection.execute(sa.delete(self.SQLEvent).where(self.SQLEvent.id < 0))


def store_of(agent: Any) -> ConversationStore:
    """Our store, out of the wrapper by which Rasa answers from memory when the database is down."""
    found: ConversationStore = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    return found


@contextmanager
def written() -> Iterator[list[DialogueStateTracker]]:
    """The conversations that reach the database inside the block. Rasa goes on in silence when one does not."""
    found: list[DialogueStateTracker] = []
    token = _written.set(found)
    try:
        yield found
    finally:
        _written.reset(token)


def forget_all(agent: Any, sender_id: str) -> None:
    """Forgets a conversation wherever it is kept. Raises sqlalchemy.exc.SQLAlchemyError when the database fails."""
    store_of(agent).forget(sender_id)
    in_memory = getattr(agent.tracker_store, "fallback_tracker_store", None)
    if in_memory is not None:
        in_memory.store.pop(sender_id, None)


@event.listens_for(Engine, "connect")
def _forget_thoroughly(connection: Any, _: Any) -> None:
    """SQLite otherwise leaves the words of a deleted conversation in the free pages of its file."""
    if type(connection).__module__.startswith("sqlite3"):
        connection.execute("PRAGMA secure_delete = ON")


def check_writable(database: Path) -> None:
    """Raises AssistantError with a sentence when conversations could not be kept in this file."""
    engine = sa.create_engine(f"sqlite:///{database}")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        with engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE IF NOT EXISTS write_check (id INTEGER)"))
            connection.execute(sa.text("DROP TABLE write_check"))
    except (OSError, sa.exc.SQLAlchemyError) as error:
        raise AssistantError(
            f"Conversations cannot be kept in {database}: the file or its folder is not writable. "
            "Give the assistant the right to write there, or set DATABASE_FILE to another place."
        ) from error
    finally:
        engine.dispose()
