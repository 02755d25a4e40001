"""The page and the guide as HTML, written once from the content: nothing in them depends on who asks."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.core import guide as content_of
from bot.core.hours import spoken
from bot.core.interface import interface, said
from bot.core.model import Nation
from bot.shared import knowledge
from bot.web import assets

# What a telephone can dial as it stands; "text SHOUT to 85258" is no such number.
DIALLED = re.compile(r"[+\d][\d ]*")
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True,
)
TEMPLATES.filters["dialled"] = lambda number: "".join(number.split()) if DIALLED.fullmatch(number) else ""
TEMPLATES.filters["without_scheme"] = lambda address: address.removeprefix("https://").rstrip("/")


@lru_cache(maxsize=1)
def page() -> str:
    """The page with the assistant, the guide in its place until scripts run."""
    return written("page.html", modules=assets.modules(), **_guide())


@lru_cache(maxsize=1)
def guide_alone() -> str:
    """The guide without the assistant."""
    return written("guide.html", **_guide())


def written(template: str, **more: Any) -> str:
    """A template with the words of the content, and what else it needs."""
    content = knowledge()
    words = {"say": partial(said, content), "interface": interface(content), "edition": content.edition, **more}
    return TEMPLATES.get_template(template).render(words)


def _guide() -> dict[str, Any]:
    """What the guide is written from."""
    content = knowledge()
    return {
        "phrase": content.phrase,
        "concerns": content_of.concerns(content),
        "do_nots": content_of.do_nots(content),
        "routes": content_of.routes(content),
        "spoken": partial(spoken, content.phrase),
        "nation": _nation,
    }


def _nation(nation: Nation) -> str:
    option = knowledge().questions["nation"].option(nation)
    return option.title if option else nation
