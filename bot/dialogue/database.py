"""Whether the database can be worked with, and if not, why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.core.errors import AssistantError
from bot.privacy.files import keep_private

# About what one turn writes, so that a disk with no room for it is noticed.
_TURN_CHARACTERS = 8_000
_REASONS = {
    "locked": "another program holds the database",
    "full": "there is no room left",
    "disk i/o": "the disk takes or gives nothing more",
    "readonly": "the file can only be read",
    "not a database": "the file is damaged or holds something else",
    "malformed": "the file is damaged or holds something else",
}


def check_writable(database: Path) -> None:
    """Raises AssistantError with a sentence when conversations could not be kept in this file."""
    engine = sa.create_engine(f"sqlite:///{database}")
    try:
        keep_private(database)
        try_to_write(engine)
    except (OSError, sa.exc.SQLAlchemyError) as error:
        raise AssistantError(
            f"Conversations cannot be kept in {database}: {reason(error)}. "
            "Give the assistant the right and the room to write there, or set DATABASE_FILE to another place."
        ) from error
    finally:
        engine.dispose()


def reason(error: Exception) -> str:
    """What keeps the database from working, for a person, without anything that was to be written."""
    told = str(getattr(error, "orig", error)).lower()
    return next((why for sign, why in _REASONS.items() if sign in told), "the file or its folder is not writable")


def try_to_write(engine: Any) -> None:
    """Writes as much as a turn does, and deletes it. Raises sqlalchemy.exc.SQLAlchemyError."""
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE IF NOT EXISTS write_check (filler TEXT)"))
        connection.execute(sa.text("INSERT INTO write_check VALUES (:filler)"), {"filler": "-" * _TURN_CHARACTERS})
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE IF EXISTS write_check"))
