"""The page, saved as a file and opened in Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from bot.core.outline import Outline
from bot.documents import html
from tests.documents.conftest import ARABIC, EMOJI, HEBREW, INJECTIONS, long_words
from tests.documents.reading import from_pdf, missing


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as started:
        found = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Any]:
    """Opens a record as a saved file; gives the page, and all that it complained about or asked the network for."""
    pages = []

    def of(outline: Outline, **options: Any) -> tuple[Page, list[str]]:
        file = tmp_path / "record.html"
        file.write_text(html.render(outline), encoding="utf-8")
        page = browser.new_page(**options)
        pages.append(page)
        noise: list[str] = []
        page.on("console", lambda message: noise.append(message.text))
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("request", lambda request: noise.append(request.url) if request.url != file.as_uri() else None)
        page.goto(file.as_uri())
        return page, noise

    yield of
    for page in pages:
        page.close()


@pytest.mark.parametrize("name", ["injected", "scripts", "long_case"])
def test_what_was_said_is_shown_as_text_and_does_nothing(name: str, opened: Any, request: pytest.FixtureRequest) -> None:
    said, story = long_words()
    wanted = {"injected": list(INJECTIONS), "scripts": [ARABIC, HEBREW, EMOJI], "long_case": [*said, story]}[name]
    page, noise = opened(request.getfixturevalue(name))

    assert missing(page.inner_text("main"), wanted) == []
    assert page.evaluate("window.stolen") is None
    assert page.locator("script, img, link").count() == 0
    assert noise == []


def test_a_saved_page_has_its_style_title_and_language(opened: Any, scripts: Outline) -> None:
    page, _ = opened(scripts)

    assert page.title() == scripts.title
    assert page.locator("html").get_attribute("lang") == "en-GB"
    assert page.evaluate("getComputedStyle(document.querySelector('table')).borderCollapse") == "collapse"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(scheme: str, opened: Any, injected: Outline) -> None:
    page, _ = opened(injected, color_scheme=scheme, bypass_csp=True)

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 360])
def test_a_phone_and_400_per_cent_need_no_scrolling_sideways(width: int, opened: Any, long_case: Outline) -> None:
    page, _ = opened(long_case, viewport={"width": width, "height": 640})

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_written_from_right_to_left_is_shown_so(opened: Any, scripts: Outline) -> None:
    page, _ = opened(scripts)

    def direction(words: str) -> str:
        found = page.locator(".said").filter(has_text=words).first
        return str(found.evaluate("one => getComputedStyle(one).direction"))

    assert {direction(f"“{HEBREW}”"), direction(f"“{ARABIC}”"), direction(f"“{ARABIC}\n")} == {"rtl"}
    assert {direction("she wrote"), direction("I teach")} == {"ltr"}


def test_it_is_printed_whole(opened: Any, long_case: Outline) -> None:
    page, _ = opened(long_case)

    said, story = long_words()
    assert missing(from_pdf(page.pdf(format="A4")), [*said, story]) == []


def test_only_addresses_of_the_content_are_links(injected: Outline) -> None:
    page = lxml.html.document_fromstring(html.render(injected))

    links = page.xpath("//a")
    assert links
    assert {link.get("rel") for link in links} == {"noopener noreferrer"}
    assert [link.get("href") for link in links if not link.get("href").startswith("https://")] == []
