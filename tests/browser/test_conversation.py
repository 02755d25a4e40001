"""A whole conversation, however somebody uses the page."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.browser import HostSite, seen
from tests.browser.person import STORY, Person
from tests.server import Server


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def in_view(page: Page, name: str) -> bool:
    """Whether a link with this name lies within the window."""
    box = page.get_by_role("link", name=name, exact=True).first.bounding_box()
    size = page.evaluate("({width: innerWidth, height: innerHeight})")
    assert box
    return box["y"] >= 0 and box["y"] + box["height"] <= size["height"] and box["x"] + box["width"] <= size["width"]


def test_a_whole_conversation_by_mouse(person: Person, server: Server) -> None:
    person.begin(server.address).tell()
    expect(person.log).to_contain_text("This is what I heard")
    expect(person.log.get_by_text("A child involved is younger than 13.")).to_be_visible()
    person.to_result()
    # The result is a section to read; that it is there is said in a sentence.
    assert person.page.locator(".live p").all_inner_texts() == [
        "The result is ready. It stands in the conversation, before the next question.", "What would you like to do next?",
    ]
    for heading in ("Now", "Today"):
        expect(person.result.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    assert person.result.get_by_role("link", name="Call 101").get_attribute("href") == "tel:101"
    route = person.result.locator(".route").filter(has_text="Call 101")
    for words in ("Open now. At all hours", "Takes", "Does not take", "Emergencies. Call 999 for those."):
        expect(route).to_contain_text(words)
    for part in (
        "What would change this advice", "If something holds you back", "Learning for you",
        "What your organisation's policy should cover", "The seven factors of the briefing, and other concerns",
    ):
        person.result.locator("summary").filter(has_text=part).click()
    expect(person.result).to_contain_text("You need not be certain")
    expect(person.result).to_contain_text("Online communities make it easier for abusive adults to contact children")
    expect(person.result).to_contain_text("Briefing of June 2019")


def test_a_whole_conversation_by_keyboard_alone(person: Person, server: Server) -> None:
    keyboard = person.page.keyboard
    person.open(server.address)
    person.tab_to("Teacher or other school staff")
    keyboard.press("Enter")
    person.asked("Which nation").tab_to("Wales")
    keyboard.press("Space")
    person.asked("in danger now").tab_to("Yes")
    keyboard.press("ArrowDown")
    person.tab_to("Continue")
    keyboard.press("Enter")
    person.asked("In your own words").tab_to("What is happening")
    keyboard.insert_text(STORY)
    keyboard.press("Control+Enter")
    # The focus stayed in the box, so the answers are before it.
    person.asked("Have I understood").tab_to("Something in it is wrong", key="Shift+Tab")
    keyboard.press("ArrowUp")
    keyboard.press("Enter")
    for _ in range(15):
        expect(person.question).not_to_contain_text("Have I understood")
        expect(person.answering.locator("fieldset:disabled")).to_have_count(0)
        asked = person.question.inner_text()
        if asked.startswith("These are all"):
            break
        person.tab_to("^Not sure$")
        keyboard.press("Enter")
        expect(person.question).not_to_have_text(asked)
    person.tab_to("Show me the result")
    keyboard.press("Enter")
    expect(person.result).to_be_visible()


def test_a_whole_conversation_on_a_phone(new_context: Callable[..., BrowserContext], server: Server) -> None:
    page = new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True).new_page()
    person = Person(page)
    person.begin(server.address).tell()
    page.get_by_role("tab", name="The case").tap()
    expect(person.case).to_be_visible()
    expect(person.answering).to_be_hidden()
    expect(person.case.get_by_text("Harm that may be happening")).to_be_visible()
    assert not scrolls_sideways(page)
    page.get_by_role("tab", name="Conversation").tap()
    expect(person.case).to_be_hidden()
    person.to_result()
    assert not scrolls_sideways(page)
    assert in_view(page, "Call 999")


def test_a_whole_conversation_at_400_percent(new_context: Callable[..., BrowserContext], server: Server) -> None:
    # A window of 1280 by 1024 pixels has this size when the page is shown four times as large.
    page = new_context(viewport={"width": 320, "height": 256}, device_scale_factor=4).new_page()
    person = Person(page)
    person.begin(server.address)
    assert not scrolls_sideways(page)
    assert in_view(page, "Call 999")
    person.tell().to_result()
    assert not scrolls_sideways(page)
    assert in_view(page, "Call 999")
    page.get_by_role("tab", name="The case").click()
    expect(person.case).to_be_visible()
    assert not scrolls_sideways(page)
    assert in_view(page, "Call 999")


def test_a_whole_conversation_inside_a_page_that_is_hostile(page: Page, host: HostSite, server: Server) -> None:
    """Another origin, a stylesheet that hides and recolours everything, and a policy that allows no inline style."""
    asked = seen(page, "request")
    page.goto(f"{host.address}/inline.html")
    # Role and nation came with the page, so that neither is asked.
    person = Person(page).asked("in danger now").choose("No").asked("In your own words")
    person.tell().to_result()
    expect(page.get_by_role("link", name="Call 999").first).to_be_visible()
    expect(person.result).to_contain_text("Here: Ms Evans, extension 204")
    look = person.question.evaluate(
        "one => { const {color, fontStyle, letterSpacing, textTransform, direction, fontSize} = getComputedStyle(one);"
        " return {color, fontStyle, letterSpacing, textTransform, direction, size: parseFloat(fontSize)}; }"
    )
    assert look.pop("size") >= 18
    assert look == {
        "color": "rgb(22, 32, 44)", "fontStyle": "normal", "letterSpacing": "normal", "textTransform": "none", "direction": "ltr",
    }
    assert {"/".join(one.url.split("/", 3)[:3]) for one in asked} == {host.address, server.address}


def test_the_panel_opens_closes_and_keeps_the_conversation(page: Page, host: HostSite) -> None:
    page.goto(f"{host.address}/panel.html")
    launcher = page.get_by_role("button", name="Worried about a child online?")
    person = Person(page)
    launcher.click()
    person.asked("in danger now").choose("No").asked("In your own words")
    assert person.page.locator(".primary, [data-main] button").first.evaluate("one => getComputedStyle(one).backgroundColor") == (
        "rgb(107, 44, 145)"
    )
    page.get_by_role("button", name="Close").click()
    expect(person.answering).to_be_hidden()
    expect(launcher).to_be_focused()
    page.reload()
    launcher.click()
    person.asked("In your own words")


def test_an_answer_is_changed_and_the_others_stay(person: Person, server: Server) -> None:
    person.begin(server.address).tell().to_review("No")
    before = person.log.locator("ol.answers li > span").all_inner_texts()
    named = "Change this answer: As far as you know no other children are affected."
    person.log.get_by_role("button", name=named).click()
    person.asked("Might other children be affected too?").press("Yes")
    expect(person.question).not_to_contain_text("Might other children")
    person.on_to_review("No")
    after = person.log.locator("ol.answers").last.locator("li > span").all_inner_texts()
    assert [one for one in before if one not in after] == ["As far as you know no other children are affected."]
    assert "Other children may be affected too." in after
    expect(person.case.get_by_text("Other children may be harmed too")).to_be_visible()
    # Numbers of an earlier list may name other answers by now: only the last list can be used.
    assert person.log.get_by_role("button", name="Change this answer").count() == len(after)


def test_back_skip_why_and_change_are_buttons(person: Person, server: Server) -> None:
    person.begin(server.address)
    person.press("Back").asked("in danger now")
    person.answering.get_by_text("Why do you ask?").click()
    expect(person.answering).to_contain_text("It rests on the briefing:")
    expect(person.answering).to_contain_text("Then the police come first and everything else can wait.")
    person.choose("No").asked("In your own words")
    person.press("Skip").asked("?")
    expect(person.question).not_to_contain_text("In your own words")
    person.press("Change an answer")
    expect(person.log).to_contain_text("Which answer would you like to change?")
    person.log.get_by_role("button", name="Change this answer: Wales").click()
    person.asked("Which nation").press("Scotland").asked("?")
    expect(person.log).to_contain_text("I have changed that.")


def test_the_same_in_words(person: Person, server: Server) -> None:
    person.open(server.address).write("I am a teacher").asked("Which nation")
    person.write("why?")
    expect(person.log).to_contain_text("Why I ask:")
    person.write("skip").asked("in danger now")
    person.write("back").asked("Which nation")
    person.write("we are in Wales").asked("in danger now")
    person.write("no").asked("In your own words")
    person.write("change an answer")
    expect(person.log).to_contain_text("Which answer would you like to change?")


def test_a_choice_that_matters_waits_for_continue(person: Person, server: Server) -> None:
    person.begin(server.address).press("Back").asked("in danger now")
    person.press("Continue")
    expect(person.answering).to_contain_text("Choose one of the answers first.")
    person.answering.get_by_role("radio", name="Yes", exact=True).check()
    person.answering.get_by_role("radio", name="No", exact=True).check()
    # Nothing is sent by choosing.
    person.asked("in danger now").press("Continue").asked("In your own words")


def test_what_was_misheard_is_taken_back(person: Person, server: Server) -> None:
    person.begin(server.address).tell()
    person.answering.get_by_role("radio", name="Something in it is wrong").check()
    person.choose("A child involved is younger than 13.")
    expect(person.log).to_contain_text("I have taken that back.")
    person.asked("Have I understood")
    expect(person.log.locator("ul.heard").last).not_to_contain_text("younger than 13")
    expect(person.log.locator("ul.heard").last).to_contain_text("An adult is, or may be, on the other side")


def test_progress_is_shown(person: Person, server: Server) -> None:
    person.open(server.address)
    expect(person.answering).to_contain_text("Question 1 of about 9")
    person.press("Police officer").asked("Which nation")
    expect(person.answering).to_contain_text("Question 2 of about 9")


def test_it_goes_on_after_stop(person: Person, server: Server) -> None:
    person.begin(server.address).write("stop")
    expect(person.log).to_contain_text("We can stop here.")
    person.press("Carry on").asked("In your own words")


def test_right_to_left_text_and_emoji_stay_as_they_were_written(person: Person, server: Server) -> None:
    words = "هو في الثانية عشرة 👩‍👧 and a man on Snapchat asked for pictures"
    person.begin(server.address).write(words)
    said = person.log.locator(".person").last
    expect(said).to_contain_text(words)
    assert said.locator("p").first.evaluate("one => getComputedStyle(one).direction") == "rtl"
    person.page.reload()
    expect(person.log.locator(".person").last).to_contain_text(words)


def test_emergency_words_bring_the_card_from_anywhere(person: Person, server: Server) -> None:
    person.open(server.address).write("he is on his way to meet the man right now")
    expect(person.log).to_contain_text("If a child is in danger now, call 999. Do that before anything else here.")
    expect(person.case).to_contain_text("Call 999 now and say that a child is in danger.")
