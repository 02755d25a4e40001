"""The PDF, read by poppler and pypdf."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.core.knowledge import Knowledge
from bot.core.outline import Outline
from bot.documents import pdf
from bot.settings import ROOT
from tests.documents.conftest import ARABIC, EMOJI, HEBREW, INJECTIONS, long_words, outline_of
from tests.documents.reading import from_pdf, missing


def poppler(program: str, file: bytes, *options: str) -> str:
    told = subprocess.run([program, *options, "-"], input=file, capture_output=True, check=True)
    return told.stdout.decode()


@pytest.mark.parametrize("name", ["injected", "scripts", "long_case"])
def test_it_is_tagged_has_title_and_language_and_claims_pdf_ua(name: str, request: pytest.FixtureRequest) -> None:
    outline = request.getfixturevalue(name)
    file = pdf.render(outline)

    told = poppler("pdfinfo", file)
    assert re.search(r"^Tagged: +yes$", told, re.MULTILINE)
    assert re.search(rf"^Title: +{outline.title}$", told, re.MULTILINE)
    assert not re.search(r"^Author", told, re.MULTILINE)
    catalogue = PdfReader(BytesIO(file)).trailer["/Root"]
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data()


def test_its_structure_has_headings_lists_and_tables_with_headings(scripts: Outline) -> None:
    structure = poppler("pdfinfo", pdf.render(scripts), "-struct-text")

    titles = re.findall(r'^ *H2 "(.+)" \(block\)$', structure, re.MULTILINE)
    assert titles == [section.title for section in scripts.sections]
    assert len(re.findall(r"^ *H1 ", structure, re.MULTILINE)) == 1
    tags = set(re.findall(r"^ *([A-Z]\w*)\b", structure, re.MULTILINE))
    assert {"H3", "L", "LI", "Lbl", "LBody", "Table", "THead", "TH", "TD", "Link", "P"} <= tags


@pytest.mark.parametrize("name", ["injected", "scripts", "long_case"])
def test_every_font_is_embedded_and_can_be_copied_from(name: str, request: pytest.FixtureRequest) -> None:
    rows = poppler("pdffonts", pdf.render(request.getfixturevalue(name))).splitlines()[2:]

    assert rows
    assert [row for row in rows if row.split()[-5:-2] != ["yes", "yes", "yes"]] == []


def test_what_was_said_is_set_as_text_whatever_it_looks_like(injected: Outline) -> None:
    assert missing(from_pdf(pdf.render(injected)), list(INJECTIONS)) == []


def test_a_long_case_is_printed_whole_with_numbered_pages(long_case: Outline) -> None:
    file = pdf.render(long_case)
    said, story = long_words()

    assert missing(from_pdf(file), [*said, story]) == []
    count = len(PdfReader(BytesIO(file)).pages)
    assert count > 10
    last = subprocess.run(
        ["pdftotext", "-f", str(count), "-", "-"], input=file, capture_output=True, check=True
    ).stdout.decode()
    assert f"Page {count} of {count}" in last


def test_right_to_left_text_and_emoji_can_be_read_back(scripts: Outline) -> None:
    # In the order of reading, as poppler gives it without -raw.
    text = from_pdf(pdf.render(scripts), "-layout")

    assert missing(text, [HEBREW, ARABIC, EMOJI, f"she wrote {HEBREW} to me"]) == []


@pytest.mark.parametrize("words", [
    "Zażółć gęślą jaźń, țară, Dzień dobry", "Привіт, дівчинко", "Καλημέρα", "নমস্কার", "ਸਤ ਸ੍ਰੀ ਅਕਾਲ", "नमस्ते", "வணக்கம்",
    "ዳንኤል", "ئەو گوتی", "تم خوبصورت ہو", "ครับ", "½ € £ → ✓ ★ ☎ ⚠️", "\ufffd",
])
def test_the_scripts_that_may_be_quoted_have_a_picture_for_every_character(words: str, knowledge: Knowledge) -> None:
    outline = outline_of(knowledge, words)

    assert missing(from_pdf(pdf.render(outline)), [outline.missing_characters]) == [outline.missing_characters]


@pytest.mark.parametrize("words", ["她说不要告诉任何人", "秘密だよ", "𒀀"])
def test_where_the_fonts_lack_a_character_the_file_says_so_and_still_holds_the_rest(words: str, knowledge: Knowledge) -> None:
    outline = outline_of(knowledge, f"before {words} after", "nothing else is lost")
    file = pdf.render(outline)

    assert re.search(r"^Tagged: +yes$", poppler("pdfinfo", file), re.MULTILINE)
    assert missing(from_pdf(file), [outline.missing_characters, "before", "after", "nothing else is lost"]) == []


def test_nothing_is_written_to_disk(tmp_path: Path) -> None:
    """Run apart, with home and every folder for passing files in one place, to see that it stays empty."""
    program = (
        "from tests.documents.conftest import outline_of\n"
        "from bot.core.loading import load_knowledge\n"
        "from bot.documents import docx, html, pdf\n"
        "outline = outline_of(load_knowledge(), 'a word that is not to be kept')\n"
        "print(all(form.render(outline) for form in (docx, html, pdf)))\n"
    )
    places = {name: str(tmp_path) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME")}

    run = subprocess.run(
        [sys.executable, "-B", "-c", program], cwd=ROOT, env={**os.environ, **places}, capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == "True"
    assert list(tmp_path.iterdir()) == []
