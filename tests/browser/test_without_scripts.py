"""Without scripts, or when they do not come: the emergency line and the guide, by mouse, keyboard, phone and zoom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.server import Server

SCREENS: dict[str, dict[str, object]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True},
    "400 % zoom": {"viewport": {"width": 320, "height": 256}},
    "forced colours": {"forced_colors": "active"},
}


def readable(page: Page) -> None:
    """The emergency line and the guide can be seen and read."""
    expect(page.get_by_role("link", name="Call 999")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Call 999")).to_have_attribute("href", "tel:999")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Do not look at, copy, save, send or search for the picture").first).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/guide"])
def test_with_scripts_switched_off(path: str, new_context: Callable[..., BrowserContext], server: Server) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(server.address + path)

    readable(page)


def test_when_the_scripts_do_not_come(new_context: Callable[..., BrowserContext], server: Server) -> None:
    page = new_context().new_page()
    page.route("**/assets/*.js", lambda route: route.abort())
    page.goto(server.address)

    readable(page)


def test_a_concern_opens_by_keyboard_and_leads_to_the_route_that_it_names(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    page = new_context(java_script_enabled=False, viewport={"width": 1000, "height": 600}).new_page()
    page.goto(f"{server.address}/guide")
    step = page.get_by_text("Talk it through with the NSPCC Helpline").first
    expect(step).to_be_hidden()

    page.locator("summary", has_text="Who somebody really is").focus()
    page.keyboard.press("Enter")
    expect(step).to_be_visible()

    page.locator("#concern-identity").get_by_role("link", name="NSPCC Helpline").press("Enter")
    route = page.locator("details", has=page.locator("#route-nspcc"))
    expect(route.locator("summary")).to_be_in_viewport(ratio=1)
    expect(route.get_by_text("Does not take")).to_be_visible()
    bar, name = page.locator(".emergency").bounding_box(), route.locator("summary").bounding_box()
    assert bar is not None
    assert name is not None
    assert name["y"] >= bar["y"] + bar["height"], "the bar hides the name of the route"


def test_the_skip_link_is_the_first_stop_and_goes_past_the_bar(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    page = new_context().new_page()
    page.goto(f"{server.address}/guide")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Go to the assistant")).to_be_focused()


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_the_guide_fits_the_screen_and_breaks_no_rule_of_accessibility(
    screen: dict[str, object], new_context: Callable[..., BrowserContext], server: Server
) -> None:
    page = new_context(**screen).new_page()
    page.goto(f"{server.address}/guide")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")

    violations = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.get_by_role("link", name="Call 999")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.querySelector('.emergency').offsetHeight / innerHeight") < 1 / 3


def test_printed_it_shows_what_is_open_and_the_number_to_call(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    page = new_context().new_page()
    page.goto(f"{server.address}/guide")
    page.locator("summary", has_text="Sexual images of the child").click()
    page.emulate_media(media="print")

    expect(page.get_by_role("link", name="Call 999")).to_be_visible()
    expect(page.locator("#concern-self_generated_images .do").first).to_be_visible()
    expect(page.locator("#concern-identity .do").first).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.emergency')).position") == "static"
