"""Whether the server lives, and whether it can do its work."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy.exc
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot import __version__
from bot.core.errors import ContentError
from bot.core.loading import load_knowledge
from bot.dialogue.database import reason
from bot.dialogue.store import store_of
from bot.settings import settings
from bot.shared import knowledge
from bot.web.errors import ApiError


async def live(_: Request) -> HTTPResponse:
    return json({"status": "ok", "version": __version__})


async def ready(request: Request) -> HTTPResponse:
    """Whether model, database and content can do their work, and if not, why. Raises ApiError 503."""
    agent = getattr(request.app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise ApiError(503, "model_missing", "There is no model that can be used.")
    # Both wait for the disk, and turns go on meanwhile.
    await asyncio.get_running_loop().run_in_executor(None, _check, agent)
    return json({"status": "ok", "content": knowledge().edition.content, "version": __version__})


def _check(agent: Any) -> None:
    try:
        store_of(agent).check()
    except (OSError, sqlalchemy.exc.SQLAlchemyError) as error:
        told = f"The database cannot be read and written: {reason(error)}."
        raise ApiError(503, "database_unavailable", told) from error
    found = settings()
    problems = _problems(found.content, found.organisation, _as_it_stands(found.content, found.organisation))
    if problems:
        # What was loaded at the start is used on; the next start would fail.
        raise ApiError(503, "content_broken", f"The content has {problems} problems; see 'make check'.")


@lru_cache(maxsize=1)
def _problems(content: Path, organisation: Path | None, _: object) -> int:
    """How many problems the content has, worked out anew only when a file has changed."""
    try:
        load_knowledge(content, organisation)
    except ContentError as error:
        return len(error.problems)
    return 0


def _as_it_stands(content: Path, organisation: Path | None) -> tuple[tuple[str, int, int], ...]:
    files = [*sorted(content.rglob("*.yml")), *([organisation] if organisation else [])]
    stands = ((file, file.stat()) for file in files if file.exists())
    return tuple((str(file), stat.st_mtime_ns, stat.st_size) for file, stat in stands)
