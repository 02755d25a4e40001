"""The lines of `python -m bot understand`: JSON in, JSON out, in the same order."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from bot.understanding.interface import Understanding, Understood

# So many lines are read ahead: enough to keep every core busy, little to hold in memory.
AHEAD = 64

Line = tuple[int, dict[str, Any] | None, str]


def understand_lines(
    understanding: Understanding, redact: Callable[[str], str], lines: Iterable[bytes]
) -> Iterator[Line]:
    """Number of the line, its result `{"id", "labels", "findings", "redacted"}`, and what is wrong with a bad line.

    What is wrong never repeats what stood in the line. Empty lines are passed over. All cores work at once: the encoder, which takes
    most of the time, runs outside Python's lock.
    """
    waiting: deque[Future[Line]] = deque()
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for number, line in enumerate(lines, 1):
            if line.strip():
                waiting.append(pool.submit(_line, understanding, redact, number, line))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _line(understanding: Understanding, redact: Callable[[str], str], number: int, line: bytes) -> Line:
    row, problem = _read(line)
    return number, row and _result(row, understanding.understand(row["text"]), redact(row["text"])), problem


def _read(line: bytes) -> tuple[dict[str, Any] | None, str]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None, "is not valid JSON"
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        return None, 'has to be an object with "id" and "text"'
    if any("\ud800" <= character <= "\udfff" for value in (row["text"], str(row["id"])) for character in value):
        return None, "holds half a character (a lone surrogate)"
    return row, ""


def _result(row: dict[str, Any], understood: Understood, redacted: str) -> dict[str, Any]:
    return {
        "id": row["id"],
        "labels": understood.labels,
        "findings": [finding.plain() for finding in understood.findings],
        "redacted": redacted,
    }
