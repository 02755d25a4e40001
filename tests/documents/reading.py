"""Reads every form of a record back into plain text, and lists what each of them has to say."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import lxml.html
from docx import Document
from docx.table import Table

FOOTER = re.compile(r"^Page \d+ of \d+$", re.MULTILINE)


def squashed(text: str) -> str:
    """The text without blanks, line breaks and marks that cannot be seen: where lines break is not what it says."""
    return "".join(one for one in unicodedata.normalize("NFC", text) if not one.isspace() and unicodedata.category(one) != "Cf")


def from_html(file: bytes) -> str:
    return str(lxml.html.document_fromstring(file.decode()).body.text_content())


def from_docx(file: bytes) -> str:
    document = Document(BytesIO(file))
    return "\n".join(
        "\n".join(cell.text for row in part.rows for cell in row.cells) if isinstance(part, Table) else part.text
        for part in document.iter_inner_content()
    )


def from_pdf(file: bytes, *options: str) -> str:
    """What poppler reads; `-raw`, unless other options are given, is the order in which it was written."""
    told = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", *(options or ("-raw",)), "-", "-"], input=file, capture_output=True, check=True
    )
    return FOOTER.sub("", told.stdout.decode().replace("\f", "\n"))


def from_json(file: bytes) -> str:
    """The sections alone: what the other keys hold is what they are compared with."""
    return "\n".join(strings(json.loads(file)["sections"]))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in strings(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in strings(one))


READERS = {"html": from_html, "docx": from_docx, "pdf": from_pdf, "txt": lambda file: file.decode(), "json": from_json}


def facts(record: dict[str, Any]) -> list[str]:
    """Everything that a form of this record has to say, from the data that the sections are no part of."""
    found = record["assessment"]
    ledgers = [item for name in ("harm", "risk", "protective", "ways_of_harm", "barriers") for item in found[name]]
    rows = [*record["said"], *record["heard"]]
    routes = [step["route"] for step in found["steps"] if "route" in step]
    listed = [
        *record["about"], record["to_complete"], *(part for one in record["blanks"] for part in one.values()),
        record["own_words"],
        *(row["statement"] for row in rows), *(row["said"] for row in rows if row["settled"] != "page"),
        *(row["asked"] for row in rows if row["settled"] == "answered"),
        *(part for item in ledgers for part in (item["label"], item["text"])),
        *(cause["said"] for name in ("harm", "risk", "protective") for item in found[name] for cause in item["because"]),
        *(one["title"] for one in (*found["factors"], *found["concerns"])),
        *(part for step in found["steps"] for part in (step["do"], step["who"], step["why"])),
        *(route[part] for route in routes for part in ("name", "phone", "email", "web", "takes", "does_not_take", "note")),
        *(route["hours"].rstrip(".") for route in routes),
        *(part for item in found["unknown"] for part in (item["label"], item["text"])),
        *(item["text"] for item in found["would_change"]),
        *(part for point in found["learning"] for part in (point["text"], point["section"])),
        *found["edition"].values(),
    ]
    return [one for one in dict.fromkeys(listed) if one]


def missing(text: str, wanted: list[str]) -> list[str]:
    """Of what is wanted, whatever the text does not say."""
    said = squashed(text)
    return [one for one in wanted if squashed(one) not in said]
