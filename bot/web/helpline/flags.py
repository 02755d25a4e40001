"""What helpline workers flagged in the content: how often, on which day, in which edition. Nothing of any case."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.core.errors import AssistantError
from bot.privacy.files import keep_private

_TABLE = """
CREATE TABLE IF NOT EXISTS flags (
    item TEXT NOT NULL, kind TEXT NOT NULL, edition TEXT NOT NULL, day TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (item, kind, edition, day)
)
"""


class FlagsError(AssistantError):
    """The flags cannot be read or written."""


@dataclass(frozen=True)
class Flagged:
    """How often an item was flagged as `kind` in all; `day` (ISO 8601) and `edition` are those of the last time."""

    item: str
    kind: str
    count: int
    day: str
    edition: str


class Flags:
    """In the file of the conversations, in a table of their own. Every method raises FlagsError when that fails."""

    def __init__(self, database: Path) -> None:
        self._database = database

    def add(self, item: str, kind: str, edition: str, day: str) -> None:
        """One more. A day is kept and no time, so that a flag cannot be laid beside a call."""
        with self._opened() as connection:
            connection.execute(
                "INSERT INTO flags VALUES (?, ?, ?, ?, 1) ON CONFLICT (item, kind, edition, day) "
                "DO UPDATE SET count = count + 1",
                (item, kind, edition, day),
            )

    def all(self) -> list[Flagged]:
        """What was flagged most comes first."""
        with self._opened() as connection:
            rows = connection.execute(
                "SELECT item, kind, SUM(count) AS often, MAX(day), MAX(edition) FROM flags GROUP BY item, kind "
                "ORDER BY often DESC, MAX(day) DESC, item, kind"
            ).fetchall()
        return [Flagged(*row) for row in rows]

    def clear(self) -> int:
        """Deletes all of them. Returns of how many items and kinds."""
        gone = len(self.all())
        with self._opened() as connection:
            connection.execute("DELETE FROM flags")
        return gone

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            keep_private(self._database)
            with closing(sqlite3.connect(self._database, timeout=10)) as connection, connection:
                connection.execute(_TABLE)
                yield connection
        except (OSError, sqlite3.Error) as error:
            raise FlagsError(f"The flags in {self._database} cannot be read and written. DATABASE_FILE names the file.") from error
