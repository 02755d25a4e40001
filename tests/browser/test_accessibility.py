"""For everybody: axe on every screen, the focus, the live region, long conversations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.browser import HostSite, held
from tests.browser.person import Person
from tests.browser.test_privacy import hide
from tests.server import Server

EVERYTHING = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SPOKEN = """() => {
    const live = document.querySelector('online-abuse-assistant').shadowRoot.querySelector('[aria-live]');
    window.spoken = [];
    new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(
        (node) => window.spoken.push(node.textContent)))).observe(live, { childList: true });
}"""


def violations(page: Page, within: str | None = None) -> list[tuple[str, str, str]]:
    """Rule, element and what axe says about it, for each violation."""
    found = Axe().run(page, context=within, options=EVERYTHING).response["violations"]
    return [(rule["id"], str(node["target"]), node["failureSummary"]) for rule in found for node in rule["nodes"]]


def sound(page: Page, screen: str) -> None:
    """No violation, light and dark."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], f"{screen}, {scheme}"
    page.emulate_media(color_scheme="light")


def test_no_screen_breaks_a_rule(person: Person, server: Server) -> None:
    page = person.open(server.address).page
    sound(page, "opening")
    person.press("Teacher or other school staff").asked("Which nation").press("Wales").asked("in danger now").press("Continue")
    person.answering.get_by_text("Why do you ask?").click()
    sound(page, "a choice to be made first")
    person.choose("No").asked("In your own words").box.fill("Sarah Jones is 12, and Dave rang 07700 900123.")
    page.keyboard.press("Control+Enter")
    sound(page, "guard")
    page.get_by_role("button", name="Go on writing").click()
    person.tell().answering.get_by_role("radio", name="Something in it is wrong").check()
    person.case.locator(".ledger summary").first.click()
    expect(person.case.get_by_text("It rests on:").first).to_be_visible()
    sound(page, "confirmation, with a line of the case unfolded")
    person.to_review()
    sound(page, "list of answers")
    person.press("Show me the result").asked("What would you like to do next?")
    for summary in person.result.locator("summary").all():
        summary.click()
    sound(page, "result, all of it unfolded")
    page.get_by_role("button", name="Forget everything").first.click()
    sound(page, "forgetting to be agreed to")
    page.get_by_role("button", name="Keep it").click()
    hide(page)
    sound(page, "hidden")
    hide(page)
    page.get_by_role("button", name="Forget everything").first.click()
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("heading", name="Everything is deleted")).to_be_visible()
    sound(page, "forgotten")


def test_no_screen_of_a_phone_breaks_a_rule(new_context: Callable[..., BrowserContext], server: Server) -> None:
    page = new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True).new_page()
    Person(page).begin(server.address).tell()
    sound(page, "conversation")
    page.get_by_role("tab", name="The case").tap()
    sound(page, "case")


def test_the_embed_breaks_no_rule(page: Page, host: HostSite) -> None:
    page.goto(f"{host.address}/panel.html")
    page.get_by_role("button", name="Worried about a child online?").click()
    Person(page).asked("in danger now")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert violations(page, "online-abuse-assistant") == [], scheme


def test_the_focus_stays_where_it_is_when_a_message_arrives(person: Person, server: Server) -> None:
    page = person.begin(server.address).page
    person.box.fill("Her phone was taken away.")
    page.keyboard.press("Control+Enter")
    expect(person.log).to_contain_text("I did not recognise a point")
    expect(person.box).to_be_focused()
    page.keyboard.type("She is 12 and a man ")
    person.answering.get_by_role("button", name="Change an answer").click()
    expect(person.log).to_contain_text("Which answer would you like to change?")
    expect(person.answering.get_by_role("button", name="Change an answer")).to_be_focused()
    expect(person.box).to_have_value("She is 12 and a man ")


@pytest.mark.parametrize("answered_by", ["button", "choice"])
def test_an_answer_that_goes_with_its_question_hands_the_focus_over_before_the_next_one_comes(
    person: Person, server: Server, answered_by: str
) -> None:
    page = person.open(server.address).page
    if answered_by == "choice":
        person.press("Social worker").asked("Which nation").press("Wales").asked("in danger now")
        person.answering.get_by_role("radio", name="No", exact=True).check()
    kept = held(page, "**/messages")
    person.press("Continue" if answered_by == "choice" else "Foster carer")
    expect(person.answering).to_be_focused()
    kept[0].continue_()
    person.asked("In your own words" if answered_by == "choice" else "Which nation")
    expect(person.answering).to_be_focused()


def test_each_message_is_read_out_once_and_in_order(person: Person, server: Server) -> None:
    page = person.open(server.address).page
    page.evaluate(SPOKEN)
    person.press("Foster carer").asked("Which nation").press("Wales").asked("in danger now")
    person.choose("No").asked("In your own words")
    person.write("why?")
    expect(person.log).to_contain_text("Back to the question:")
    spoken = [text for text in page.evaluate("window.spoken") if text != "Working on your answer"]
    assert spoken[:3] == [
        "Which nation is the child in? You can also type skip.", "Might any child be in danger now or within about a day?",
        "In your own words, what is happening? Please leave out names. Do not look for or open any images.",
    ]
    why = next(number for number, text in enumerate(spoken) if text.startswith("Why I ask:"))
    assert spoken[why + 1:] == ["Back to the question:", spoken[2]]
    # The one live region holds the latest turn, each of its messages once.
    assert page.locator("[aria-live], [role=alert], [role=status], [role=log]").count() == 1
    assert page.locator(".live p").all_inner_texts() == spoken[why:]


def test_choices_are_a_group_with_labels(person: Person, server: Server) -> None:
    person.open(server.address)
    group = person.answering.get_by_role("group", name="What is your role with the child?")
    assert group.get_by_role("button").count() == 11
    person.press("Foster carer").asked("Which nation").press("Wales").asked("in danger now")
    group = person.answering.get_by_role("group", name="Might any child be in danger now or within about a day?")
    assert group.get_by_role("radio").all_inner_texts() == ["", "", ""]
    for name in ("Yes", "No", "Not sure"):
        expect(group.get_by_role("radio", name=name, exact=True)).to_be_visible()


def test_the_tabs_are_moved_between_with_the_arrow_keys(new_context: Callable[..., BrowserContext], server: Server) -> None:
    page = new_context(viewport={"width": 400, "height": 800}).new_page()
    person = Person(page).begin(server.address)
    tab = page.get_by_role("tab", name="Conversation")
    tab.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="The case")).to_be_focused()
    expect(page.get_by_role("tabpanel")).to_have_count(1)
    expect(person.case).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(person.question).to_be_visible()


def test_typing_beside_two_hundred_messages_touches_none_of_them(person: Person, server: Server) -> None:
    """Typing stays smooth in a long conversation because a letter draws its box anew and nothing else."""
    page = person.begin(server.address).page
    touched = page.evaluate(
        """async () => {
            const root = document.querySelector('online-abuse-assistant').shadowRoot;
            const log = root.querySelector('.log');
            const entries = [...log.children];
            while (log.children.length < 200) entries.forEach((one) => log.append(one.cloneNode(true)));
            await new Promise(requestAnimationFrame);
            const changes = [];
            const watch = new MutationObserver((found) => changes.push(...found));
            watch.observe(log, { attributes: true, childList: true, characterData: true, subtree: true });
            root.querySelector('textarea').focus();
            for (const letter of 'She is 12 and a man on Snapchat asked for pictures.') {
                document.execCommand('insertText', false, letter);
                await new Promise(requestAnimationFrame);
            }
            watch.disconnect();
            return [log.children.length, changes.length];
        }"""
    )
    assert touched[0] >= 200
    assert touched[1] == 0
    person.press("Send").asked("Have I understood")


def test_without_wish_for_motion_nothing_moves(new_context: Callable[..., BrowserContext], server: Server) -> None:
    page = new_context(reduced_motion="reduce").new_page()
    page.route("**/messages", lambda route: None if "opening" not in (route.request.post_data or "") else route.continue_())
    Person(page).open(server.address).press("Foster carer")
    expect(page.locator(".busy")).to_be_visible()
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.locator(".busy").evaluate("one => getComputedStyle(one).animationName") == "none"
    page.unroute_all(behavior="ignoreErrors")


def test_on_paper_there_is_the_conversation_and_no_button(person: Person, server: Server) -> None:
    page = person.at_result(server.address).page
    page.emulate_media(media="print")
    expect(person.log.get_by_text("a man on Snapchat").first).to_be_visible()
    expect(person.result).to_be_visible()
    expect(person.case.get_by_text("Harm that may be happening")).to_be_visible()
    for hidden in (person.answering, page.get_by_role("button", name="Hide this screen"), page.get_by_role("button", name="Plain text")):
        expect(hidden).to_be_hidden()
