"""Other people in the room, a shared computer, and what may point to a person."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.browser import HostSite, seen
from tests.browser.person import STORY, Person
from tests.server import Server

TITLE = "Is this online abuse? What to do and whom to tell"
STORED = "Object.entries(sessionStorage).concat(Object.entries(localStorage))"


def hide(page: Page) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def conversation_of(page: Page) -> dict[str, str]:
    """Id and key, as this tab keeps them."""
    found: dict[str, str] = page.evaluate("JSON.parse(sessionStorage.getItem('online-abuse-assistant'))")
    return found


def test_the_key_hides_the_screen_while_somebody_types_and_brings_it_back(person: Person, server: Server) -> None:
    page = person.begin(server.address).page
    person.box.fill("He told her not to tell")
    person.box.evaluate("box => box.setSelectionRange(3, 7)")
    hide(page)
    expect(page.get_by_text("This page is paused.")).to_be_visible()
    assert page.title() == "New tab"
    for hidden in (page.get_by_role("heading", name=TITLE), person.box, page.get_by_role("link", name="Call 999")):
        expect(hidden).to_be_hidden()
    hide(page)
    expect(person.question).to_be_visible()
    assert page.title() == TITLE
    expect(person.box).to_be_focused()
    assert person.box.evaluate("box => [box.value, box.selectionStart, box.selectionEnd]") == ["He told her not to tell", 3, 7]


def test_one_press_of_the_key_hides_nothing(person: Person, server: Server) -> None:
    page = person.open(server.address).page
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(person.question).to_be_visible()
    assert page.title() == TITLE


def test_the_screen_is_hidden_by_a_button_and_shown_again_by_another(person: Person, server: Server) -> None:
    page = person.open(server.address).page
    page.get_by_role("button", name="Hide this screen").click()
    expect(page.get_by_role("button", name="Continue")).to_be_focused()
    expect(page.get_by_role("link", name="Call 999")).to_be_hidden()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name="Hide this screen")).to_be_focused()
    expect(page.get_by_role("link", name="Call 999")).to_be_visible()


def test_what_arrives_while_the_screen_is_hidden_is_read_out_when_it_is_shown(person: Person, server: Server) -> None:
    page = person.begin(server.address).page
    page.route("**/messages", lambda route: (hide(page), route.continue_()))
    person.box.fill("Her phone was taken away.")
    with page.expect_response("**/messages"):
        page.keyboard.press("Control+Enter")
    live = page.locator(".live")
    expect(page.get_by_text("This page is paused.")).to_be_visible()
    assert "recognise" not in live.inner_text()
    page.unroute("**/messages")
    hide(page)
    expect(live).to_contain_text("I did not recognise a point of the briefing in that.")


def test_the_key_hides_the_assistant_inside_another_page_and_leaves_that_page_alone(page: Page, host: HostSite) -> None:
    page.goto(f"{host.address}/panel.html")
    page.get_by_role("button", name="Worried about a child online?").click()
    person = Person(page).asked("in danger now")
    hide(page)
    expect(person.answering).to_be_hidden()
    expect(page.get_by_text("Lunch is at twelve.")).to_be_visible()
    assert page.title() == "Our intranet"
    hide(page)
    expect(person.question).to_be_visible()
    page.goto(f"{host.address}/inline.html")
    person.asked("in danger now")
    hide(page)
    expect(person.answering).to_be_hidden()
    expect(page.get_by_text("This page is paused.")).to_be_visible()
    hide(page)
    expect(person.question).to_be_visible()


def test_forgetting_leaves_nothing_on_the_server_or_in_the_tab(person: Person, server: Server) -> None:
    page = person.begin(server.address).tell("She is 12 and a man on Yubo keeps asking her for photographs.").page
    conversation = conversation_of(page)
    assert b"a man on Yubo keeps asking" in server.kept()
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Keep it").click()
    expect(person.log).to_contain_text("a man on Yubo")
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("heading", name="Everything is deleted")).to_be_visible()
    expect(page.get_by_text("The server holds nothing of this conversation any more")).to_be_visible()
    assert server.rows(conversation["id"]) == []
    assert b"a man on Yubo keeps asking" not in server.kept()
    assert page.evaluate(STORED) == []
    assert page.evaluate("document.querySelector('online-abuse-assistant').shadowRoot.textContent.includes('Yubo')") is False
    answer = httpx.get(
        f"{server.address}/api/conversations/{conversation['id']}/messages",
        headers={"Authorization": f"Bearer {conversation['key']}"},
    )
    assert answer.status_code == 404
    page.get_by_role("button", name="Start a new conversation").click()
    person.asked("What is your role")
    assert conversation_of(page)["id"] != conversation["id"]


def test_forgetting_in_words_does_the_same(person: Person, server: Server) -> None:
    page = person.begin(server.address).tell().page
    conversation = conversation_of(page)
    person.write("forget everything")
    expect(page.get_by_role("heading", name="Everything is deleted")).to_be_visible()
    assert server.rows(conversation["id"]) == []
    assert page.evaluate(STORED) == []


def test_forgetting_without_a_connection_is_not_said_to_be_done(person: Person, context: BrowserContext, server: Server) -> None:
    page = person.begin(server.address).tell().page
    conversation = conversation_of(page)
    context.set_offline(True)
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_text("it is not deleted there yet")).to_be_visible()
    expect(page.get_by_text("Everything is deleted")).to_be_hidden()
    expect(person.log).to_be_hidden()
    assert server.rows(conversation["id"])
    context.set_offline(False)
    expect(page.get_by_role("heading", name="Everything is deleted")).to_be_visible()
    assert server.rows(conversation["id"]) == []


def test_forgetting_goes_on_after_a_reload(person: Person, context: BrowserContext, server: Server) -> None:
    page = person.begin(server.address).tell().page
    conversation = conversation_of(page)
    page.route(f"**/{conversation['id']}", lambda route: route.abort())
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_text("it is not deleted there yet")).to_be_visible()
    page.unroute_all()
    page.reload()
    expect(page.get_by_role("heading", name="Everything is deleted")).to_be_visible()
    assert server.rows(conversation["id"]) == []


def test_forgetting_in_one_tab_leaves_the_other_its_conversation(person: Person, context: BrowserContext, server: Server) -> None:
    person.begin(server.address)
    other = Person(context.new_page()).begin(server.address)
    other.page.get_by_role("button", name="Forget everything").click()
    other.page.get_by_role("button", name="Delete everything").click()
    expect(other.page.get_by_role("heading", name="Everything is deleted")).to_be_visible()
    person.page.reload()
    person.asked("In your own words")


def test_nothing_stands_in_the_address_the_history_or_the_storage(person: Person, server: Server) -> None:
    page = person.begin(server.address).page
    before = page.evaluate("history.length")
    person.tell().choose("Yes, that is right").asked("Is someone pressing")
    assert page.url == f"{server.address}/"
    assert page.evaluate("history.length") == before
    assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
    [[_, kept]] = page.evaluate(STORED)
    assert set(page.evaluate("kept => Object.keys(JSON.parse(kept))", kept)) == {"id", "key"}
    assert page.evaluate("indexedDB.databases ? indexedDB.databases() : []") == []
    assert page.evaluate("caches.keys()") == []


def test_the_way_back_after_forgetting_shows_nothing(person: Person, server: Server) -> None:
    page = person.begin(server.address).tell().page
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("heading", name="Everything is deleted")).to_be_visible()
    page.goto(f"{server.address}/guide")
    page.go_back()
    expect(page.get_by_text("Snapchat asked")).to_have_count(0)


def test_no_request_goes_anywhere_else(person: Person, server: Server) -> None:
    asked = seen(person.page, "request")
    person.at_result(server.address).case.locator("summary").first.click()
    expect(person.case.locator(".sources li").first).to_be_visible()
    assert f"{server.address}/api/sources" in [one.url for one in asked]
    assert [one.url for one in asked if not one.url.startswith((server.address, "data:"))] == []


def test_start_again_asks_first(person: Person, server: Server) -> None:
    person.at_result(server.address)
    person.press("Start again")
    person.page.get_by_role("button", name="Keep my answers").click()
    person.asked("What would you like to do next?").press("Start again")
    person.page.get_by_role("dialog").get_by_role("button", name="Start again").click()
    person.asked("in danger now")
    expect(person.log).to_contain_text("We start again.")


def test_the_guard_marks_what_points_to_a_person_and_the_person_decides(person: Person, server: Server) -> None:
    page = person.begin(server.address).page
    person.box.fill(
        "Sarah Jones is 12. Dave (dave_99, dave@example.org) rang 07700 900123 and said he is near CF10 1AA. "
        "Sarah found him on https://example.org/dave."
    )
    page.keyboard.press("Control+Enter")
    guard = page.get_by_role("group", name="Before this is sent")
    expect(guard).to_be_focused()
    assert guard.locator("mark").all_inner_texts() == [
        "[person A]", "[person B]", "[handle]", "[email]", "[phone]", "[postcode]", "[person A]", "[link]",
    ]
    guard.get_by_role("combobox", name="The word for Sarah Jones").select_option("[child A]")
    guard.get_by_role("combobox", name="The word for Dave", exact=True).select_option("[adult A]")
    guard.get_by_role("checkbox", name="Replace CF10 1AA by [postcode]").uncheck()
    page.get_by_role("button", name="Send with these changes").click()
    said = person.log.locator(".person").last
    expect(said).to_contain_text("[child A] is 12. [adult A] ([handle], [email]) rang [phone] and said he is near CF10 1AA.")
    person.asked("?")


def test_the_guard_lets_people_send_as_they_wrote_or_go_on_writing(person: Person, server: Server) -> None:
    page = person.begin(server.address).page
    person.box.fill("My colleague Priya saw it.")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Go on writing").click()
    expect(person.box).to_be_focused()
    expect(person.box).to_have_value("My colleague Priya saw it.")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Send as I wrote it").click()
    expect(person.log.locator(".person").last).to_contain_text("My colleague Priya saw it.")


@pytest.mark.parametrize("words", [
    STORY,
    "In Year 9, on Snapchat and TikTok. Her Nan told me on Monday. I'm not sure. He is 15, she's 13 and a half.",
    "Will this help? May I ask about CEOP and the NSPCC? The DSL knows. We have 12 pupils, 3 phones and a PS5.",
])
def test_the_guard_leaves_ordinary_words_alone(person: Person, server: Server, words: str) -> None:
    person.begin(server.address).write(words)
    expect(person.log.locator(".person").last).to_contain_text(words)


def test_two_tabs_hold_two_conversations(person: Person, context: BrowserContext, server: Server) -> None:
    person.begin(server.address)
    other = Person(context.new_page()).open(server.address)
    assert conversation_of(person.page)["id"] != conversation_of(other.page)["id"]
    other.press("Police officer").asked("Which nation")
    person.page.reload()
    person.asked("In your own words")
    expect(person.log).not_to_contain_text("Police officer")


def test_a_copy_of_a_tab_gets_a_conversation_of_its_own(person: Person, context: BrowserContext, server: Server) -> None:
    person.begin(server.address)
    with context.expect_page() as opened:
        # A window that a page opens gets a copy of its session storage, as a duplicated tab does.
        person.page.evaluate("window.open(location.href)")
    copy = Person(opened.value).asked("What is your role")
    assert conversation_of(copy.page)["id"] != conversation_of(person.page)["id"]
    person.page.reload()
    person.asked("In your own words")
    expect(person.log).to_contain_text("Wales")


def test_a_copy_of_a_tab_is_noticed_where_the_browser_has_no_locks(
    new_context: Callable[..., BrowserContext], server: Server
) -> None:
    context = new_context()
    # A site without encryption that is not on this machine gets no locks from the browser.
    context.add_init_script("Object.defineProperty(navigator, 'locks', {value: undefined})")
    person = Person(context.new_page()).begin(server.address)
    with context.expect_page() as opened:
        person.page.evaluate("window.open(location.href)")
    copy = Person(opened.value).asked("What is your role")
    assert conversation_of(copy.page)["id"] != conversation_of(person.page)["id"]
    person.page.reload()
    person.asked("In your own words")
