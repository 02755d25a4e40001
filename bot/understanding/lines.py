"""The lines of `python -m bot understand`: JSON in, JSON out, in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from bot.privacy.redaction import redact
from bot.understanding.interface import Understanding, Understood

# Enough for the encoder to work on texts of like length together, and little to hold in memory.
AT_ONCE = 256

Line = tuple[int, dict[str, Any] | None, str]


def understand_lines(understanding: Understanding, lines: Iterable[bytes]) -> Iterator[Line]:
    """Number of the line, its result `{"id", "labels", "findings", "redacted"}`, and what is wrong with a bad line.

    What is wrong never repeats what stood in the line. Empty lines are passed over.
    """
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    while batch := [(number, *_read(line)) for number, line in islice(numbered, AT_ONCE)]:
        texts = [row["text"] for _, row, _ in batch if row is not None]
        found = iter(understanding.understand_all(texts))
        for number, row, problem in batch:
            yield number, None if row is None else _result(row, next(found)), problem


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


def _result(row: dict[str, Any], understood: Understood) -> dict[str, Any]:
    return {
        "id": row["id"],
        "labels": understood.labels,
        "findings": [finding.plain() for finding in understood.findings],
        "redacted": redact(row["text"]),
    }
