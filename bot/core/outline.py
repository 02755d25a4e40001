"""The outline of a record: plain data from which every form of it is made, so that all of them say the same."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Line:
    """A detail of an entry. `said`: the text is what a person typed, in quotation marks; `link`: where it leads."""

    label: str
    text: str
    said: bool = False
    link: str = ""


@dataclass(frozen=True)
class Entry:
    """A point of a list: a title, what it says, details beneath it. The title or the text can be empty, not both."""

    title: str
    text: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Cell:
    text: str
    said: bool = False


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str
    said: bool = False
    kind: Literal["text"] = "text"


@dataclass(frozen=True)
class Entries:
    """A list; numbered from `start` on, or with bullets when `start` is 0."""

    entries: tuple[Entry, ...]
    start: int = 0
    kind: Literal["entries"] = "entries"


@dataclass(frozen=True)
class Table:
    """Rows under a row of headings; the first cell of a row names it."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: Literal["table"] = "table"


Block = Text | Entries | Table


@dataclass(frozen=True)
class Section:
    """A part under a heading, with parts of its own beneath it."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Outline:
    """A whole record.

    `made` is a sentence, `at` the same moment in ISO 8601, `language` a tag such as "en-GB". `page` is how a page is
    counted, with the places {number} and {of}; `missing_characters` is for a form that has no picture of some
    character that was typed.
    """

    title: str
    made: str
    at: str
    language: str
    page: str
    missing_characters: str
    sections: tuple[Section, ...]

    def plain(self) -> dict[str, Any]:
        """As JSON data."""
        return asdict(self)
