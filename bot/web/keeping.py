"""What a running server does by itself so that conversations are kept where, and as long as, they should be."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any

from sanic import Sanic

from bot.dialogue.purging import keep_purging
from bot.dialogue.store import ConversationStore, keep_nowhere_else, store_of
from bot.settings import settings
from bot.web import counting


async def begin(app: Sanic, _: Any) -> None:
    """After the start: the store is ours, nothing is kept beside it, and what is over goes from now on.

    Rasa takes a store in memory without a word when it cannot load the one of endpoints.yml; then the server stops.
    """
    store = store_of(app.ctx.agent)
    if not isinstance(store, ConversationStore):
        print("The server stops: the store of conversations could not be loaded.", file=sys.stderr, flush=True)
        os._exit(3)
    keep_nowhere_else(app.ctx.agent)
    found = settings()
    app.ctx.purging = asyncio.create_task(keep_purging(store, found.retention, found.purge_seconds, counting.purged))


async def end(app: Sanic, _: Any) -> None:
    """Before the stop."""
    app.ctx.purging.cancel()
