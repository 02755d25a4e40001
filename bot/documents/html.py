"""The record as one page of HTML that can be printed and, saved as a file, looks the same: nothing in it is loaded."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.core.outline import Outline

FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def style() -> str:
    """The page's style sheet, as it stands in it."""
    return (FOLDER / "record.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def policy() -> str:
    """The content security policy, for the page and for the answer it comes in: its own style and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def render(outline: Outline) -> str:
    """The page. What was typed is escaped and keeps its own direction."""
    return _environment().get_template("record.html").render(record=outline, style=style(), policy=policy())


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
