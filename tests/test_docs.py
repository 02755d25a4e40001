"""What the documents name is there: tests by file and function, files, links, anchors of the table of the standard."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from bot.settings import ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]
PLACES = "actions|bot|data|docs|requirements|tests"
TEST = re.compile(r"(tests/[\w/]+\.py)::(\w+)")
FILE = re.compile(rf"(?<![\w/.-])((?:{PLACES})/[\w./-]*\w\.(?:cff|css|html|in|js|jsonl|lock|md|py|sh|svg|typ|yml))(?![\w/])")
COMING = re.compile(rf"[Tt]o come: ((?:{PLACES})/[\w./-]*\w)")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
ITEM = re.compile(r"^\| (V\d[^|]*) \| [^|]* \| (yes|part|no|–|proxy|organisation) \| ", re.MULTILINE)

pytestmark = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


@lru_cache
def functions(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def test_every_test_that_is_named_is_there(document: Path) -> None:
    named = TEST.findall(document.read_text(encoding="utf-8"))

    assert [f"{file}::{name}" for file, name in named if name not in functions(ROOT / file)] == []
    if document.name in ("asvs.md", "threat-model.md", "accessibility-statement.md"):
        assert named


def test_every_file_that_is_named_is_there(document: Path) -> None:
    text = COMING.sub("", document.read_text(encoding="utf-8"))

    assert [name for name in FILE.findall(text) if not (ROOT / name).is_file()] == []
    assert [name for name in LINK.findall(text) if not (document.parent / name).exists()] == []


def test_what_is_to_come_has_not_come_yet(document: Path) -> None:
    """Once it is there, what is said of it is to be filled in."""
    assert [name for name in COMING.findall(document.read_text(encoding="utf-8")) if (ROOT / name).exists()] == []


def test_no_item_of_the_standard_stands_twice_or_without_a_word(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    items = [item for row, _ in ITEM.findall(text) for item in re.split(r", | to ", row)]

    assert [item for item, often in Counter(items).items() if often > 1] == []
    assert all(re.fullmatch(r"V\d{1,2}\.\d{1,2}\.\d{1,2}", item) for item in items)
    if document.name == "asvs.md":
        assert len(items) > 150
        # A row of the tables that says neither how far it holds nor anything else would be passed over.
        assert len(ITEM.findall(text)) == len(re.findall(r"^\| V", text.partition("## V1 ")[2], re.MULTILINE))
