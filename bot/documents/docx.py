"""The record as a Word document with real headings, lists and tables, ready to be completed."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from bot.core.outline import Block, Cell, Entries, Entry, Line, Outline, Section, Table
from bot.documents.direction import right_to_left

FONT = "Arial"
INK = RGBColor(0x1A, 0x1C, 0x1E)
USED = ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "List Number", "List Continue", "Table Grid",
        "Normal Table", "Footer", "Default Paragraph Font", "No List")
SIZES = {"Title": 20, "Heading 1": 14, "Heading 2": 11.5}
SHADE, RULE = "EDEFF1", "B9BEC4"


def render(outline: Outline) -> bytes:
    """The document's file. Its properties hold title and language and nobody's name."""
    document = Document()
    _styles(document, outline.language)
    _properties(document, outline)
    _footer(document, outline)
    document.add_paragraph(outline.title, style="Title")
    document.add_paragraph(outline.made)
    for section in outline.sections:
        _section(document, section, level=1)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _section(document: WordDocument, section: Section, level: int) -> None:
    document.add_paragraph(section.title, style=f"Heading {level}")
    for block in section.blocks:
        _block(document, block)
    for part in section.sections:
        _section(document, part, level + 1)


def _block(document: WordDocument, block: Block) -> None:
    if isinstance(block, Entries):
        for entry in block.entries:
            _entry(document, entry, "List Number" if block.start else "List Bullet")
    elif isinstance(block, Table):
        _table(document, block)
    else:
        _words(document.add_paragraph(), block.text, block.said, turn=True)


def _entry(document: WordDocument, entry: Entry, style: str) -> None:
    first, *others = [part for part in (entry.title, entry.text) if part]
    heading = document.add_paragraph(style=style)
    heading.add_run(first).bold = bool(entry.title)
    last = heading
    for part in others:
        last = document.add_paragraph(part, style="List Continue")
    for line in entry.lines:
        last = document.add_paragraph(style="List Continue")
        _line(last, line)
    # Until here the styles keep the paragraphs of an entry on one page.
    last.paragraph_format.keep_with_next = False
    last.paragraph_format.space_after = Pt(8)


def _line(paragraph: Paragraph, line: Line) -> None:
    if line.label:
        paragraph.add_run(f"{line.label} ").bold = True
    _words(paragraph, line.text, line.said)


def _words(paragraph: Paragraph, text: str, said: bool, *, turn: bool = False) -> None:
    """Adds the text. What was typed keeps its direction; `turn`: the whole paragraph takes it, being nothing else."""
    run = paragraph.add_run(text)
    if said and right_to_left(text):
        run.font.rtl = True
        if turn:
            paragraph._p.get_or_add_pPr().insert_element_before(
                OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing",
                "w:jc", "w:rPr",
            )


def _table(document: WordDocument, table: Table) -> None:
    made = document.add_table(rows=0, cols=len(table.header), style="Table Grid")
    rows = [tuple(Cell(heading) for heading in table.header), *table.rows]
    for number, row in enumerate(rows):
        cells = made.add_row().cells
        _unbroken(made.rows[number]._tr, repeated=number == 0)
        for cell, one in zip(cells, row, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            _words(paragraph, one.text, one.said, turn=True)
            if number == 0:
                _shaded(cell)


def _unbroken(row: Any, *, repeated: bool) -> None:
    """A row that stays on one page; the row of headings comes again on the next."""
    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))


def _shaded(cell: _Cell) -> None:
    cell.paragraphs[0].runs[0].bold = True
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), SHADE)
    cell._tc.get_or_add_tcPr().append(shade)


def _properties(document: WordDocument, outline: Outline) -> None:
    properties = document.core_properties
    properties.title = outline.title
    properties.language = outline.language
    # The library's template brings its own author, dates and comment.
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime.fromisoformat(outline.at)


def _footer(document: WordDocument, outline: Outline) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    fields = {"{number}": "PAGE", "{of}": "NUMPAGES"}
    for part in re.split(r"(\{number\}|\{of\})", outline.page):
        if part in fields:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), fields[part])
            paragraph._p.append(field)
        elif part:
            paragraph.add_run(part)


def _styles(document: WordDocument, language: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    _language(document, language)
    for style in list(document.styles):
        # The library looks through every style for every paragraph; the template brings some hundred and sixty.
        if style.name not in USED:
            style.delete()
        elif isinstance(style, ParagraphStyle):
            _font(style)
    for rule in list(document.styles["Title"].element.iter(qn("w:pBdr"))):
        rule.getparent().remove(rule)
    for borders in document.styles["Table Grid"].element.iter(qn("w:tblBorders")):
        for border in borders:
            border.set(qn("w:color"), RULE)
    normal = document.styles["Normal"]
    normal.font.size = Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    for name in ("List Bullet", "List Number", "List Continue"):
        document.styles[name].paragraph_format.space_after = Pt(1)
        document.styles[name].paragraph_format.keep_with_next = True


def _font(style: ParagraphStyle) -> None:
    """One font for every script and every style, in place of the template's theme."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
    if style.name in SIZES:
        style.font.size = Pt(SIZES[style.name])
        style.font.color.rgb = INK


def _language(document: WordDocument, language: str) -> None:
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), language)
