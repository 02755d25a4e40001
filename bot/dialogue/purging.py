"""Conversations that are over are deleted from the database: each when somebody asks for it, all of them now and then."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from bot.privacy.retention import Retention

logger = logging.getLogger(__name__)
_SHORTEST_PAUSE = 0.02

# By the row that was written last, not by the latest time: the clock may have been wrong in between.
_LAST = sa.text("SELECT timestamp FROM events WHERE sender_id = :sender ORDER BY id DESC LIMIT 1")
_OVER = sa.text(
    "SELECT sender_id FROM events WHERE id IN (SELECT MAX(id) FROM events GROUP BY sender_id) "
    "AND (timestamp IS NULL OR timestamp <= :earliest OR timestamp >= :latest)"
)
# Looked at and deleted in one statement: in between, somebody could go on with it.
_DELETE = sa.text(
    "DELETE FROM events WHERE sender_id = :sender AND NOT EXISTS ("
    "SELECT 1 FROM events AS newest WHERE newest.id = ("
    "SELECT MAX(id) FROM events AS theirs WHERE theirs.sender_id = :sender) "
    "AND newest.timestamp > :earliest AND newest.timestamp < :latest)"
)


class Purged(Protocol):
    """A store that can be purged."""

    def purge(self, retention: Retention) -> int: ...


def forget_if_over(engine: Any, sender: str, retention: Retention) -> bool:
    """Deletes a conversation that is over. Returns whether it was. Raises SQLAlchemyError."""
    with engine.connect() as connection:
        last = connection.execute(_LAST, {"sender": sender}).first()
    if last is None or not retention.is_over(last[0], time.time()):
        return False
    return _delete(engine, sender, retention)


def purge(engine: Any, retention: Retention) -> int:
    """Deletes every conversation that is over. Returns how many there were. Raises SQLAlchemyError.

    Each in a transaction of its own, with a pause after it, so that turns are written in between.
    """
    with engine.connect() as connection:
        over = [sender for (sender,) in connection.execute(_OVER, _bounds(retention))]
    gone = 0
    for sender in over:
        began = time.monotonic()
        gone += _delete(engine, sender, retention)
        # SQLite has no queue: who waits only tries again, and would find the next deletion.
        time.sleep(_SHORTEST_PAUSE + 2 * (time.monotonic() - began))
    leave_no_copy(engine)
    return gone


def purge_all(engine: Any) -> int:
    """Deletes every conversation there is. Returns how many there were. Raises SQLAlchemyError."""
    with engine.begin() as connection:
        found = connection.execute(sa.text("SELECT COUNT(DISTINCT sender_id) FROM events")).scalar_one()
        connection.execute(sa.text("DELETE FROM events"))
    leave_no_copy(engine)
    return int(found)


def leave_no_copy(engine: Any) -> None:
    """Empties SQLite's write-ahead log, where there is one: it would still hold what was deleted. Raises SQLAlchemyError.

    While somebody else reads, SQLite leaves it as it is; the next time takes it along.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)")).all()


async def keep_purging(store: Purged, retention: Retention, seconds: float, tell: Callable[[int], None]) -> None:
    """Purges at once and then every so many seconds, in a thread beside the turns, until it is cancelled.

    `tell` is told how many conversations went.
    """
    while True:
        try:
            tell(await asyncio.get_running_loop().run_in_executor(None, store.purge, retention))
        except (OSError, SQLAlchemyError) as error:
            logger.error("Conversations that are over could not be deleted (%s); it will be tried again.", type(error).__name__)
        await asyncio.sleep(seconds)


def _delete(engine: Any, sender: str, retention: Retention) -> bool:
    with engine.begin() as connection:
        return bool(connection.execute(_DELETE, {"sender": sender, **_bounds(retention)}).rowcount)


def _bounds(retention: Retention) -> dict[str, float]:
    earliest, latest = retention.kept_between(time.time())
    return {"earliest": earliest, "latest": latest}
