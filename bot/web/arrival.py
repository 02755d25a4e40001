"""A request has to arrive within a time: who sends a byte now and then would otherwise hold a connection for hours.

Sanic's own limits begin anew with every byte.
"""

from __future__ import annotations

import asyncio
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from sanic import Blueprint
from sanic.request import Request

from bot.settings import settings

# A connection on which nothing comes is let go after so many seconds.
KEEP_ALIVE = 15
# Each connection is one task, in which Sanic tells what happens to it.
_ends: WeakKeyDictionary[asyncio.Task[Any], asyncio.TimerHandle] = WeakKeyDictionary()
_too_late: WeakSet[asyncio.Task[Any]] = WeakSet()
# For an answer to whoever reads one, and no longer: Sanic would go on to take in what is still sent.
_LAST_SECONDS = 1


def watch(blueprint: Blueprint) -> None:
    """Watches over all connections of the server to which the blueprint belongs."""
    blueprint.signal("http.lifecycle.begin")(_wait)
    blueprint.signal("http.lifecycle.request")(_wait)
    blueprint.signal("http.lifecycle.response")(_wait_for_next)


def arrived(_: Request) -> None:
    """A request is whole when its first middleware runs."""
    _stop()


async def _wait(**_: Any) -> None:
    """The head, or after it the body, has its time from now on."""
    _within(settings().limits.arrival_seconds)


async def _wait_for_next(**_: Any) -> None:
    """The next request of this connection may let wait for itself first."""
    _within(KEEP_ALIVE + settings().limits.arrival_seconds)


def is_too_late() -> bool:
    """Whether the request of this connection took too long to arrive."""
    return asyncio.current_task() in _too_late


def _within(seconds: float) -> None:
    task = asyncio.current_task()
    if task is not None and task not in _too_late:
        _stop()
        _ends[task] = asyncio.get_running_loop().call_later(seconds, _let_go, task)


def _let_go(task: asyncio.Task[Any]) -> None:
    _too_late.add(task)
    _ends[task] = asyncio.get_running_loop().call_later(_LAST_SECONDS, task.cancel)
    task.cancel()


def _stop() -> None:
    task = asyncio.current_task()
    if task is None or task in _too_late:
        return
    ends = _ends.pop(task, None)
    if ends:
        ends.cancel()
