"""The case so far, as it grows beside the conversation."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.person import Person
from tests.server import Server


def ledger(page: Page, name: str) -> list[str]:
    return page.get_by_role("region", name=name).locator("summary").all_inner_texts()


def test_the_ledgers_grow_as_the_conversation_goes(person: Person, server: Server) -> None:
    page = person.begin(server.address).page
    harm, risk, unknown = "Harm that may be happening", "What makes harm more likely", "Not known yet"
    assert ledger(page, harm) == []
    expect(page.get_by_role("region", name=harm)).to_contain_text("That does not mean that nothing is wrong.")
    person.tell().choose("Yes, that is right")
    expect(page.get_by_role("region", name=harm).get_by_text("A child under 13 is approached")).to_be_visible()
    assert "A child under 13 is approached New" in ledger(page, harm)
    assert any("keeps it secret" in line for line in ledger(page, risk))
    assert any(line.startswith("Whether") for line in ledger(page, unknown))
    before = set(ledger(page, harm))
    asked = person.question.inner_text()
    person.press("Yes")
    expect(person.question).not_to_have_text(asked)
    # What was new a turn ago is not any more.
    assert {line.removesuffix(" New") for line in before} < {line.removesuffix(" New") for line in ledger(page, harm)}
    assert "A child under 13 is approached" in ledger(page, harm)


def test_a_line_unfolds_to_the_words_and_to_the_paragraph(person: Person, server: Server) -> None:
    page = person.begin(server.address).tell().page
    person.choose("Yes, that is right")
    line = person.case.locator("details").filter(has_text="An adult is or may be involved")
    line.locator("summary").click()
    expect(line.locator("mark").first).to_have_text("She is 12 and a man on Snapchat asked for pictures")
    # The words stand within what was said around them.
    expect(line.locator(".because").first).to_contain_text(
        "Because you said: She is 12 and a man on Snapchat asked for pictures. Her mum says he knows where she lives."
    )
    expect(line.locator(".sources li").first).to_contain_text("The briefing, under “")
    # It stays open while the case grows, and what it says stays the same.
    asked = person.question.inner_text()
    person.press("Not sure")
    expect(person.question).not_to_have_text(asked)
    expect(line.locator("mark").first).to_be_visible()
    assert page.evaluate("document.querySelectorAll('mark').length") == 0


def test_a_line_that_rests_on_an_answer_names_question_and_answer(person: Person, server: Server) -> None:
    person.begin(server.address).tell().choose("Yes, that is right")
    person.asked("Is someone pressing, tricking, paying or threatening the child?").press("Yes")
    line = person.case.locator("details").filter(has_text="The child is pressed, tricked, paid or threatened")
    line.locator("summary").click()
    expect(line.locator(".because")).to_have_text(
        "Because I asked Is someone pressing, tricking, paying or threatening the child? and you answered Yes"
    )


def test_the_step_that_stands_already_is_there_from_the_first_answer(person: Person, server: Server) -> None:
    person.begin(server.address)
    expect(person.case).to_contain_text("The step that stands already")
    expect(person.case).to_contain_text("Tell the designated safeguarding person")
    person.press("Back").asked("in danger now").choose("Yes").asked("In your own words")
    expect(person.case.get_by_role("link", name="Call 999")).to_be_visible()


def test_what_has_been_added_since_the_briefing_names_its_source(person: Person, server: Server) -> None:
    person.at_result(server.address)
    step = person.result.locator(".steps > li").filter(has_text="Do not confront, warn or bargain")
    step.get_by_text("Why, and in other words").click()
    expect(step).to_contain_text("In other words:")
    expect(step).to_contain_text("This was added since the briefing, checked")
    expect(step.locator(".sources li").filter(has_text="Added since the briefing:").first).to_contain_text("Source:")


def test_a_step_is_copied(person: Person, server: Server) -> None:
    page = person.at_result(server.address).page
    route = person.result.locator(".steps > li").filter(has_text="Call 101")
    route.get_by_role("button", name="Copy this step").click()
    expect(route.get_by_text("Copied")).to_be_visible()
    person.box.focus()
    page.keyboard.press("Control+V")
    copied = person.box.input_value()
    assert "Police, not an emergency" in copied
    assert "101" in copied
