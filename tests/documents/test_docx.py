"""The Word document, read by the library and by LibreOffice."""

from __future__ import annotations

import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from bot.core.outline import Outline
from bot.documents import docx
from tests.documents.conftest import ARABIC, EMOJI, HEBREW, INJECTIONS, long_words
from tests.documents.reading import from_docx, from_pdf, missing


def by_libreoffice(file: bytes, kind: str, folder: Path) -> bytes:
    """What LibreOffice makes of the document, with a profile of its own."""
    (folder / "record.docx").write_bytes(file)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", folder,
         folder / "record.docx"],
        check=True, capture_output=True, timeout=180,
    )
    return (folder / f"record.{kind.partition(':')[0]}").read_bytes()


@pytest.mark.parametrize("name", ["injected", "scripts", "long_case"])
def test_libreoffice_opens_it_and_finds_everything_that_was_said(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    said, story = long_words()
    wanted = {"injected": list(INJECTIONS), "scripts": [ARABIC, HEBREW, EMOJI], "long_case": [*said, story]}[name]
    file = docx.render(request.getfixturevalue(name))

    text = by_libreoffice(file, "txt:Text (encoded):UTF8", tmp_path).decode("utf-8-sig")

    assert missing(text, wanted) == []
    assert missing(from_docx(file), wanted) == []


def test_libreoffice_prints_it_with_numbered_pages(long_case: Outline, tmp_path: Path) -> None:
    printed = by_libreoffice(docx.render(long_case), "pdf", tmp_path)

    assert missing(from_pdf(printed), long_words()[0]) == []
    pages = subprocess.run(["pdftotext", "-", "-"], input=printed, capture_output=True, check=True).stdout.decode()
    count = pages.count("\f")
    assert count > 10
    assert f"Page {count} of {count}" in pages


def test_it_has_real_headings_lists_and_tables_with_rows_of_headings(scripts: Outline) -> None:
    document = Document(BytesIO(docx.render(scripts)))

    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet", "List Number", "List Continue"} <= styles
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == "Heading 1"]
    assert headings == [section.title for section in scripts.sections]
    assert document.tables
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert [row for row in others if row.trPr.find(qn("w:tblHeader")) is not None] == []


def test_it_has_title_and_language_and_nobodys_name(scripts: Outline) -> None:
    file = docx.render(scripts)
    properties = Document(BytesIO(file)).core_properties

    assert (properties.title, properties.language) == (scripts.title, "en-GB")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created.isoformat() == "2026-11-23T12:30:00+00:00"
    parts = zipfile.ZipFile(BytesIO(file))
    languages = {
        mark.get(qn("w:val")) for mark in Document(BytesIO(file)).styles.element.iter(qn("w:lang"))
    }
    assert languages == {"en-GB"}
    assert "python-docx" not in parts.read("docProps/core.xml").decode()


def test_right_to_left_text_is_marked_and_nothing_else(scripts: Outline) -> None:
    document = Document(BytesIO(docx.render(scripts)))
    runs = [
        run for paragraph in [*document.paragraphs, *(
            paragraph for table in document.tables for row in table.rows for cell in row.cells for paragraph in cell.paragraphs
        )] for run in paragraph.runs
    ]

    assert {run.text for run in runs if run.font.rtl} >= {f"“{HEBREW}”", f"“{ARABIC}”"}
    assert not [run.text for run in runs if run.font.rtl and not run.text.startswith(("“ש", "“ق"))]
    story = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith(f"“{ARABIC}\n"))
    assert story._p.pPr is not None
    assert story._p.pPr.find(qn("w:bidi")) is not None
