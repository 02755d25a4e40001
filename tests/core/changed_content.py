"""A copy of the content with something changed in it, and what is told of that."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from bot.core.errors import ContentError
from bot.core.loading import CONTENT, load_knowledge


def problems_after(place: Path, file: str, change: Callable[[dict[str, Any]], object], loader: Any = yaml.SafeLoader) -> list[str]:
    """The problems of the content when `change` was made to what a file of it holds; the copy is made in `place`."""
    folder = Path(shutil.copytree(CONTENT, place / "content"))
    raw = yaml.load((folder / file).read_text(encoding="utf-8"), Loader=loader)
    change(raw)
    (folder / file).write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    try:
        load_knowledge(folder)
    except ContentError as error:
        return [str(problem) for problem in error.problems]
    return []
