"""The assistant in pages of others, by script and by hand."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.browser import HostSite, seen
from tests.browser.person import STORY, Person

HEARD = "['ready', 'result', 'forgotten'].forEach((one) => addEventListener('assistant-' + one, () => heard.push(one)))"


def test_an_element_written_by_hand_is_the_same(page: Page, host: HostSite) -> None:
    page.goto(f"{host.address}/element.html")
    person = Person(page).asked("in danger now")
    expect(page.get_by_text("Call our safeguarding lead on extension 204.")).to_be_hidden()
    person.choose("No").asked("In your own words")


def test_what_stands_inside_is_shown_while_the_server_cannot_be_reached(page: Page, host: HostSite) -> None:
    page.route("**/api/interface", lambda route: route.abort())
    page.goto(f"{host.address}/element.html")
    expect(page.get_by_text("Call our safeguarding lead on extension 204.")).to_be_visible()
    page.unroute_all()
    Person(page).asked("in danger now")


def test_the_page_around_hears_what_happens_and_nothing_that_was_said(page: Page, host: HostSite) -> None:
    page.add_init_script(f"window.heard = []; {HEARD}")
    page.goto(f"{host.address}/element.html")
    person = Person(page).asked("in danger now")
    assert page.evaluate("heard") == ["ready"]
    person.write("what should I do?")
    expect(person.result).to_be_visible()
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("heading", name="Everything is deleted")).to_be_visible()
    assert page.evaluate("heard") == ["ready", "result", "forgotten"]


def test_an_element_that_is_moved_goes_on(page: Page, host: HostSite) -> None:
    page.goto(f"{host.address}/element.html")
    person = Person(page).asked("in danger now").choose("No").asked("In your own words").tell(STORY)
    page.evaluate("document.body.prepend(document.querySelector('online-abuse-assistant'))")
    person.asked("Have I understood")
    expect(person.log).to_contain_text("a man on Snapchat")
    page.evaluate("document.querySelector('online-abuse-assistant').remove()")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Our intranet")).to_be_visible()


def test_a_script_in_the_head_and_a_role_that_there_is_not_do_no_harm(page: Page, host: HostSite) -> None:
    warned = seen(page, "console")
    page.goto(f"{host.address}/head.html")
    page.get_by_role("button", name="Worried about a child online?").click()
    Person(page).asked("What is your role").press("Foster carer").asked("Which nation")
    assert any(one.type == "warning" and "'role' takes one of: teacher" in one.text for one in warned)
