"""Files that nobody but the assistant's own user may read."""

from __future__ import annotations

from pathlib import Path

FOLDER, FILE = 0o700, 0o600


def keep_private(file: Path) -> None:
    """Makes the file and its folder where they are missing, and closes the file to others. Raises OSError.

    SQLite gives its journal the rights of its database. A folder that was there before is the operator's and stays as it is.
    """
    file.parent.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    file.touch(mode=FILE, exist_ok=True)
    if file.stat().st_mode & 0o077:
        file.chmod(FILE)
