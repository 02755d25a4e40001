"""The conversations in the database: Rasa's own store, with forgetting and with a word on whether it works."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.dialogue.database import try_to_write
from bot.dialogue.purging import forget_if_over, leave_no_copy, purge
from bot.dialogue.recent import RecentTracker, recent, row_of
from bot.privacy.files import keep_private
from bot.privacy.numbering import conversations
from bot.privacy.retention import Retention
from bot.settings import settings
from bot.turn_data import FORGOTTEN_SLOT

# How long a turn waits for another program that writes. SQLite's own five seconds would hold up everybody else's.
BUSY_MILLISECONDS = 2_000


@dataclass
class _Writing:
    """What became of the conversations of a turn: which were written, and whether the database kept one to itself."""

    written: list[DialogueStateTracker] = field(default_factory=list)
    unread: bool = False


_writing: ContextVar[_Writing | None] = ContextVar("writing", default=None)


class ConversationStore(SQLTrackerStore):
    """`DATABASE_FILE` decides where SQLite keeps it; another dialect is set in endpoints.yml as for Rasa's store."""

    def __init__(self, domain: Any = None, dialect: str = "sqlite", db: str = "", **options: Any) -> None:
        self._file = settings().database if dialect == "sqlite" else None
        if self._file:
            db = str(self._file)
            keep_private(self._file)
        super().__init__(domain=domain, dialect=dialect, db=db, **options)
        # Otherwise Rasa logs, with the error, the row that could not be written, and what the person said in it.
        self.engine.hide_parameters = True

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """What the next turn needs of the conversation; `retrieve_full_tracker` gives all that was said."""
        with self._reading(sender_id), self.session_scope() as session:
            return recent(session, self.SQLEvent, sender_id, self.domain)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves the conversation; one that asked to be forgotten is deleted instead. Raises SQLAlchemyError."""
        writing = _writing.get()
        if writing and writing.unread:
            # Rasa took it for a new one; written behind what is kept, it would make neither the old nor the new.
            raise sa.exc.InvalidRequestError("The conversation could not be read, so it is not written either.")
        if tracker.get_slot(FORGOTTEN_SLOT):
            self.forget(tracker.sender_id)
        elif isinstance(tracker, RecentTracker):
            await self._add(tracker)
        else:
            await super().save(tracker)
        if writing:
            writing.written.append(tracker)

    async def _add(self, tracker: RecentTracker) -> None:
        """Adds what is new. Rasa counts what it has instead, which is no measure for the end of a conversation."""
        await self.stream_events(tracker)
        new = list(tracker.events)[tracker.kept:]
        with self.session_scope() as session:
            session.execute(sa.insert(self.SQLEvent), [row_of(tracker.sender_id, event) for event in new])
            session.commit()
        tracker.kept += len(new)

    def forget(self, sender_id: str) -> bool:
        """Deletes a conversation for good. Returns whether there was one."""
        with self.session_scope() as session:
            deleted = session.query(self.SQLEvent).filter_by(sender_id=sender_id).delete()
            session.commit()
        leave_no_copy(self.engine)
        conversations().forget(sender_id)
        return bool(deleted)

    def texts(self, sender_id: str) -> list[str]:
        """What is kept of every message, unread. Raises sqlalchemy.exc.SQLAlchemyError when the database fails."""
        with self.session_scope() as session:
            return [row.data for row in session.query(self.SQLEvent.data).filter_by(sender_id=sender_id, type_name=UserUttered.type_name)]

    def came(self, sender_id: str, message_id: str) -> bool | None:
        """Whether the message with this id came in the conversation; None when nothing is kept of it.

        Raises sqlalchemy.exc.SQLAlchemyError when the database fails.
        """
        self._forget_if_over(sender_id)
        with self.session_scope() as session:
            kept = session.query(self.SQLEvent.data).filter_by(sender_id=sender_id)
            named = kept.filter_by(type_name=UserUttered.type_name).filter(self.SQLEvent.data.contains(message_id, autoescape=True))
            if any(json.loads(data).get("message_id") == message_id for (data,) in named):
                return True
            return None if kept.limit(1).first() is None else False

    def check(self) -> None:
        """Raises sqlalchemy.exc.SQLAlchemyError when the database cannot be read and written."""
        with self.session_scope() as session:
            session.query(self.SQLEvent.id).first()
        try_to_write(self.engine)

    @contextmanager
    def session_scope(self) -> Iterator[Any]:
        """A session as Rasa's, on a database that is there."""
        self._be_there()
        with super().session_scope() as session:
            yield session

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        with self._reading(sender_id):
            return await super()._retrieve(sender_id, fetch_events_from_all_sessions)

    @contextmanager
    def _reading(self, sender_id: str) -> Iterator[None]:
        """What is over is forgotten first, and nothing is written behind what could not be read."""
        try:
            self._forget_if_over(sender_id)
            yield
        except Exception:
            writing = _writing.get()
            if writing:
                writing.unread = True
            raise

    def _event_query(self, session: Any, sender_id: str, fetch_events_from_all_sessions: bool) -> Any:
        # A conversation is one session. Rasa finds where it begins by the time, and after a clock was set back takes
        # what was said since for an earlier one.
        return super()._event_query(session, sender_id, fetch_events_from_all_sessions=True)

    def purge(self, retention: Retention) -> int:
        """Deletes every conversation that is over. Returns how many there were. Raises SQLAlchemyError."""
        self._be_there()
        return purge(self.engine, retention)

    def _be_there(self) -> None:
        """Makes a file anew, private as it was, that somebody removed or emptied while the server runs."""
        if self._file and not (self._file.exists() and self._file.stat().st_size):
            keep_private(self._file)
            self.Base.metadata.create_all(self.engine)

    def _forget_if_over(self, sender_id: str) -> None:
        self._be_there()
        if forget_if_over(self.engine, sender_id, settings().retention):
            conversations().forget(sender_id)


class KeepsNothing(InMemoryTrackerStore):
    """In place of the store in which Rasa keeps, until the server stops, what the database did not take."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Lets go of it: whoever sent the message is told that it was not taken in."""


def keep_nowhere_else(agent: Any) -> None:
    """Has Rasa keep conversations in the database only."""
    if isinstance(agent.tracker_store, FailSafeTrackerStore):
        agent.tracker_store._fallback_tracker_store = KeepsNothing(agent.domain)


def store_of(agent: Any) -> ConversationStore:
    """Our store, out of the wrapper by which Rasa answers from memory when the database is down."""
    found: ConversationStore = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    return found


@contextmanager
def written() -> Iterator[list[DialogueStateTracker]]:
    """The conversations that reach the database inside the block. Rasa goes on in silence when one does not."""
    found = _Writing()
    token = _writing.set(found)
    try:
        yield found.written
    finally:
        _writing.reset(token)


@event.listens_for(Engine, "connect")
def _forget_thoroughly(connection: Any, _: Any) -> None:
    """SQLite otherwise leaves the words of a deleted conversation in the free pages of its file."""
    if type(connection).__module__.startswith("sqlite3"):
        connection.execute("PRAGMA secure_delete = ON")
        # What was told to be kept, or deleted, is so after a power cut too.
        connection.execute("PRAGMA synchronous = FULL")
        # No copies in temporary files.
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
