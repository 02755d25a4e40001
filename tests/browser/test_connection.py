"""Bad lines, impatient fingers, and a server that is started anew."""

from __future__ import annotations

import json

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.browser import held
from tests.browser.person import STORY, Person
from tests.browser.saved import every_form_is_saved_with
from tests.browser.test_privacy import conversation_of
from tests.server import Server


def said_to(server: Server, page: Page) -> list[str]:
    """What the server holds that the person said, in order."""
    rows = server.rows(conversation_of(page)["id"])
    return [json.loads(data)["text"] for kind, data in rows if kind == "user"]


def test_what_is_written_offline_is_kept_and_sent_once(person: Person, context: BrowserContext, server: Server) -> None:
    page = person.begin(server.address).page
    context.set_offline(True)
    person.box.fill(STORY)
    page.keyboard.press("Control+Enter")
    expect(person.answering).to_contain_text("What you sent is kept here and will be sent once")
    expect(person.log.locator(".person").last).to_contain_text("Not sent yet")
    person.box.fill("He is in her group chat as well.")
    page.keyboard.press("Control+Enter")
    expect(person.log.locator(".unsent")).to_have_count(2)
    context.set_offline(False)
    person.asked("Have I understood")
    expect(person.log.locator(".unsent")).to_have_count(0)
    expect(person.answering.get_by_text("There is no connection")).to_be_hidden()
    assert said_to(server, page)[-2:] == [STORY, "He is in her group chat as well."]


def test_an_answer_that_is_lost_on_its_way_brings_no_second_turn(person: Person, server: Server) -> None:
    page = person.begin(server.address).page
    lost = []

    def lose_the_first_answer(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.post_data_json["message_id"])
        route.fetch()
        route.abort()

    page.route("**/messages", lose_the_first_answer)
    person.tell()
    assert said_to(server, page).count(STORY) == 1
    assert person.log.get_by_text("This is what I heard").count() == 1


def test_a_double_click_sends_once(person: Person, server: Server) -> None:
    page = person.open(server.address).page
    person.answering.get_by_role("button", name="Foster carer").dblclick()
    person.asked("Which nation")
    person.answering.get_by_role("button", name="Wales").dblclick()
    person.asked("in danger now").answering.get_by_role("radio", name="No", exact=True).check()
    person.answering.get_by_role("button", name="Continue").dblclick()
    person.asked("In your own words").box.fill("Her phone was taken away.")
    person.answering.get_by_role("button", name="Send").dblclick()
    expect(person.log).to_contain_text("I did not recognise a point")
    assert said_to(server, page)[1:] == [
        "answer:role=foster_carer", "answer:nation=wales", "answer:immediate_danger=no", "Her phone was taken away.",
    ]


def test_a_slow_answer_shows_that_it_is_being_worked_on(person: Person, server: Server) -> None:
    page = person.open(server.address).page
    kept = held(page, "**/messages")
    person.press("Foster carer")
    expect(person.answering.get_by_text("Working on your answer")).to_be_visible()
    # Meanwhile no second answer can be given to the same question.
    expect(person.answering.get_by_role("button", name="Social worker")).to_be_hidden()
    kept[0].continue_()
    person.asked("Which nation")
    expect(person.answering.get_by_text("Working on your answer")).to_be_hidden()


def test_a_reload_goes_on_where_the_conversation_was(person: Person, server: Server) -> None:
    page = person.begin(server.address).tell().page
    person.choose("Yes, that is right")
    expect(person.question).not_to_contain_text("Have I understood")
    asked = person.question.inner_text()
    said = person.log.locator(".person").all_inner_texts()
    lines = person.case.locator(".ledger summary").all_inner_texts()
    page.reload()
    person.asked(asked)
    assert person.log.locator(".person").all_inner_texts() == said
    assert [line.removesuffix(" New") for line in lines] == person.case.locator(".ledger summary").all_inner_texts()
    page.reload()
    person.asked(asked).press("Skip")
    expect(person.question).not_to_have_text(asked)
    page.reload()
    expect(person.log.locator(".person").last).to_have_text("You said:Skip")


def test_a_result_is_there_again_after_a_reload(person: Person, server: Server) -> None:
    person.at_result(server.address)
    steps = person.result.locator(".steps .do").all_inner_texts()
    person.page.reload()
    person.asked("What would you like to do next?")
    assert person.result.locator(".steps .do").all_inner_texts() == steps


def test_the_server_is_started_anew_in_the_middle(person: Person, server: Server) -> None:
    person.begin(server.address)
    server.stop()
    person.write(STORY)
    expect(person.log.locator(".person").last).to_contain_text("Not sent yet")
    server.start()
    person.page.evaluate("dispatchEvent(new Event('online'))")
    person.asked("Have I understood").choose("Yes, that is right")
    expect(person.question).not_to_contain_text("Have I understood")
    assert said_to(server, person.page).count(STORY) == 1


def test_a_conversation_that_is_gone_is_said_to_be_gone(person: Person, server: Server) -> None:
    page = person.begin(server.address).page
    conversation = conversation_of(page)
    page.evaluate(
        "({id, key}) => fetch(`/api/conversations/${id}`, {method: 'DELETE', headers: {Authorization: `Bearer ${key}`}})",
        conversation,
    )
    page.evaluate("kept => sessionStorage.setItem('online-abuse-assistant', JSON.stringify(kept))", conversation)
    page.reload()
    expect(person.answering).to_contain_text("Your earlier conversation is no longer there.")
    person.asked("What is your role")


def test_what_is_too_long_comes_back_into_the_box(person: Person, server: Server) -> None:
    long = "she said that he wrote again. " * 300
    person.begin(server.address).box.fill(long)
    person.press("Send")
    expect(person.answering).to_contain_text("That is too long for one message")
    expect(person.box).to_have_value(long.strip())
    person.asked("In your own words")
    assert person.log.get_by_text("Do not look for or open any images.").count() == 0


def test_a_site_that_is_not_listed_is_told_so(page: Page, server: Server) -> None:
    page.route("**/api/conversations", lambda route: route.fulfill(
        status=403, json={"error": {"code": "origin_not_allowed", "message": "This site may not use the assistant."}},
    ))
    page.goto(server.address)
    expect(Person(page).answering.get_by_text("This site may not use the assistant. In danger call 999")).to_be_visible()


def test_the_record_is_saved_as_a_file(person: Person, server: Server) -> None:
    page = person.at_result(server.address).page
    person.press("Take the record with me")
    expect(page.get_by_role("heading", name="Take the record along")).to_be_focused()
    every_form_is_saved_with(
        page, "She is 12 and a man on Snapchat asked for pictures",
        lambda name: person.result.get_by_role("button", name=name), lambda button: button.click(),
    )
    expect(person.result.get_by_text("The record is saved on this device.")).to_be_visible()
    assert page.url == f"{server.address}/"
