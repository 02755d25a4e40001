"""The record as files that a browser saves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

FORMS = (("Page to print", "html"), ("Word document", "docx"), ("PDF", "pdf"), ("Plain text", "txt"), ("Data (JSON)", "json"))
_BEGINS = {"docx": b"PK", "pdf": b"%PDF-"}


def every_form_is_saved_with(page: Page, words: str, button: Callable[[str], Locator], press: Callable[[Locator], object]) -> None:
    """Saves the record in each form, by the button of its name; what is plain text has to hold the words."""
    for name, ending in FORMS:
        with page.expect_download() as download:
            press(button(name))
        assert download.value.suggested_filename.endswith(f".{ending}")
        content = Path(download.value.path()).read_bytes()
        if ending in _BEGINS:
            assert content.startswith(_BEGINS[ending])
        else:
            assert words.encode() in content
