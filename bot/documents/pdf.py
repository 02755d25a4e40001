"""The record as a PDF that screen readers can read: tagged, with title and language (PDF/UA-1), its fonts embedded."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst

from bot.core.outline import Outline
from bot.documents.direction import isolated, right_to_left

TEMPLATE = Path(__file__).with_name("record.typ")
# Packages that bring fonts: Noto for most scripts and emoji, and DejaVu, whose Arabic can be copied out of a PDF.
FONTS = {"manimgx_fonts": "", "matplotlib": "mpl-data/fonts/ttf"}


def render(outline: Outline) -> bytes:
    """The file. Text is handed over as data, so nothing that was typed is read as markup; nothing is written to disk.

    PDF/UA allows no character without a picture. Where the fonts lack one, the file is tagged all the same, says so at
    its beginning, and still holds the character for whoever copies it.
    """
    try:
        return _compiled(outline, complete=True)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compiled(outline, complete=False)


def _compiled(outline: Outline, *, complete: bool) -> bytes:
    """`complete`: the fonts have a picture of every character."""
    record = {**_directed(outline.plain()), "complete": complete}
    return typst.compile(
        TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts(), format="pdf",
        pdf_standards="ua-1" if complete else None, sys_inputs={"record": json.dumps(record, ensure_ascii=False)},
    )


def _directed(value: Any) -> Any:
    """The data with `rtl` beside every `said`, and what was typed kept from turning the text around it."""
    if isinstance(value, dict):
        found = {key: _directed(one) for key, one in value.items()}
        if "said" in value:
            found["rtl"] = value["said"] and right_to_left(value["text"])
            found["text"] = isolated(value["text"]) if value["said"] else value["text"]
        return found
    if isinstance(value, (list, tuple)):
        return [_directed(one) for one in value]
    return value


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The fonts of the packages, found without importing what these come with. The machine's own are left alone."""
    found = {name: find_spec(name) for name in FONTS}
    folders = [
        Path(spec.submodule_search_locations[0]) / FONTS[name]
        for name, spec in found.items() if spec and spec.submodule_search_locations
    ]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)
