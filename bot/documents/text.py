"""The record as plain text, to read in a terminal and to paste anywhere. Lines are as long as their sentences."""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.outline import Block, Cell, Entries, Entry, Line, Outline, Section, Table
from bot.documents.direction import isolated


def render(outline: Outline) -> str:
    """The whole record; what was typed stands in quotation marks, its further lines set in under the first."""
    return "\n".join([outline.title, "=" * len(outline.title), outline.made, *_sections(outline.sections, "=")]) + "\n"


def _sections(sections: tuple[Section, ...], rule: str) -> Iterator[str]:
    for section in sections:
        yield ""
        yield section.title
        yield rule * len(section.title)
        for block in section.blocks:
            yield from _block(block)
        yield from _sections(section.sections, "-")


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Entries):
        for number, entry in enumerate(block.entries, block.start):
            yield from _entry(entry, f"{number}. " if block.start else "- ")
    elif isinstance(block, Table):
        for row in block.rows:
            yield from _row(block.header, row)
    else:
        yield _words(block.text, block.said, "")


def _entry(entry: Entry, mark: str) -> Iterator[str]:
    inset = " " * len(mark)
    first, *others = [part for part in (entry.title, entry.text) if part]
    yield mark + first
    yield from (inset + one for one in others)
    yield from (inset + _line(line, inset) for line in entry.lines)


def _line(line: Line, inset: str) -> str:
    return " ".join(part for part in (line.label, _words(line.text, line.said, inset)) if part)


def _row(header: tuple[str, ...], row: tuple[Cell, ...]) -> Iterator[str]:
    """Two cells on one line; of more, each under the first with its heading."""
    named, *others = (_words(cell.text, cell.said, "  ") for cell in row)
    if len(others) == 1:
        yield f"- {named.removesuffix(':')}: {others[0]}"
        return
    yield f"- {named}"
    yield from (f"  {heading}: {text}" for heading, text in zip(header[1:], others, strict=True) if text)


def _words(text: str, said: bool, inset: str) -> str:
    return isolated(text).replace("\n", f"\n{inset}") if said else text
