"""The page for helpline workers: hearing, settling, asking, and what happens on a bad line."""

from __future__ import annotations

import time

from playwright.sync_api import Error, Page, Route, expect

from tests.browser.browser import held
from tests.browser.conftest import SECRET
from tests.browser.saved import every_form_is_saved_with
from tests.browser.test_accessibility import SCHEMES, violations
from tests.browser.test_helpline_calls import CALLS
from tests.browser.worker import Worker
from tests.server import Server

PANES = ("Notes", "Factors and concerns", "Ask next", "Advice so far")
WISH_TO_DIE = "he said this morning he wants to die"


def status(worker: Worker, label: str) -> str:
    return worker.page.locator(f"[data-label={label}] .state").inner_text()


def test_who_knows_the_secret_comes_to_the_notes(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/helpline")
    page.get_by_label("Shared secret").fill(SECRET)
    page.keyboard.press("Enter")

    expect(Worker(page).notes).to_be_focused()
    assert page.url == f"{server.address}/helpline"


def test_what_is_heard_is_marked_and_stays_possible_until_it_is_confirmed(worker: Worker, server: Server) -> None:
    worker.open(server.address)
    worker.page.keyboard.type("😀 a man on snapchat asked her for nudes")

    expect(worker.finding("self_generated_images")).to_have_attribute("data-state", "possible")
    expect(worker.finding("self_generated_images")).to_contain_text("asked her for nudes")
    marked = worker.page.locator(".marks mark").all_inner_texts()
    assert "asked her for nudes" in "".join(marked)
    assert status(worker, "self_generated_images") == "possible"
    while worker.in_hand != "self_generated_images":
        worker.press("Alt+ArrowDown")
    worker.answer("yes")
    assert status(worker, "self_generated_images") == "indicated"
    expect(worker.finding("self_generated_images")).to_have_attribute("data-state", "settled")
    expect(worker.notes).to_be_focused()


def test_clearing_leaves_it_not_asked(worker: Worker, server: Server) -> None:
    worker.open(server.address).type("a man on snapchat asked her for nudes")
    while worker.waiting:
        worker.answer(None)

    assert status(worker, "self_generated_images") == "not asked"
    assert worker.settled == set()


def test_a_denial_later_takes_back_what_was_heard(worker: Worker, server: Server) -> None:
    worker.open(server.address).type("asked her for nudes")
    assert status(worker, "self_generated_images") == "possible"

    worker.type("new trainers", "he never asked for nudes")

    expect(worker.finding("self_generated_images")).to_have_attribute("data-state", "denial")
    expect(worker.finding("self_generated_images")).to_contain_text("This takes back: asked her for nudes")
    assert status(worker, "self_generated_images") == "heard: no"
    # It is no longer asked, and yet not settled.
    expect(worker.page.locator(".asks > li")).to_have_count(3)
    assert "self_generated_images" in worker.critical


def test_what_was_confirmed_is_not_taken_back_but_contradicted(worker: Worker, server: Server) -> None:
    worker.open(server.address).type("asked her for nudes").settle_what_was_heard({"self_generated_images": "yes"})

    worker.type("he never asked for nudes")

    finding = worker.finding("self_generated_images")
    expect(finding).to_have_attribute("data-state", "contradicted")
    expect(finding).to_contain_text("The notes have said otherwise since: he never asked for nudes")
    assert status(worker, "self_generated_images") == "Contradicted"
    while worker.in_hand != "self_generated_images":
        worker.press("Alt+ArrowDown")
    worker.answer("no")
    assert status(worker, "self_generated_images") == "denied"


def test_words_that_are_written_over_are_no_longer_heard(worker: Worker, server: Server) -> None:
    worker.open(server.address).page.keyboard.type("a man asked her for nudes")
    expect(worker.finding("self_generated_images")).to_be_visible()

    worker.press("Control+a").page.keyboard.type("new trainers")

    expect(worker.finding("self_generated_images")).to_have_count(0)
    assert worker.page.locator(".marks mark").count() == 0


def test_danger_interrupts_within_a_second_and_leaves_the_focus(worker: Worker, server: Server) -> None:
    notes = CALLS["sextortion for money"]["notes"]
    assert notes[8] == WISH_TO_DIE
    worker.open(server.address).type(*notes[:8])

    worker.page.keyboard.type(WISH_TO_DIE)
    written = time.monotonic()
    expect(worker.page.locator(".alert")).to_contain_text(WISH_TO_DIE)
    assert time.monotonic() - written < 1

    expect(worker.page.get_by_role("alert")).to_contain_text("Danger may have been heard:")
    expect(worker.page.locator(".alert")).to_be_in_viewport()
    expect(worker.advice.locator(".first")).to_have_text("First: 999 now.")
    expect(worker.notes).to_be_focused()
    assert worker.in_hand in ("immediate_danger", "suicidal")
    assert status(worker, "immediate_danger") == "possible"
    assert {"immediate_danger", "suicidal"} <= set(worker.critical)


def test_danger_that_was_ruled_out_interrupts_no_longer(worker: Worker, server: Server) -> None:
    worker.open(server.address).type("he is alone with both kids right now")
    expect(worker.page.get_by_role("alert")).to_contain_text("alone with both kids")

    # A key that was meant for something else must not meet it.
    worker.press("Alt+n").wait()
    expect(worker.page.get_by_role("alert")).to_contain_text("alone with both kids")
    worker.page.wait_for_timeout(700)
    worker.answer("no")

    expect(worker.page.get_by_role("alert")).to_be_empty()
    expect(worker.advice.locator(".first")).to_have_text("First: the caller tells their safeguarding lead today.")


def test_the_grid_is_answered_while_the_notes_have_the_focus(worker: Worker, server: Server) -> None:
    worker.open(server.address).press("Alt+8")
    assert worker.in_hand == "cyberbullying"
    worker.answer("not_sure")
    assert status(worker, "cyberbullying") == "possible"

    worker.type("they made a page to laugh at him").press("Alt+8")
    row = worker.page.locator("[data-label=cyberbullying]")
    expect(row).to_contain_text("In the notes: they made a page to laugh at him")
    expect(row.locator(".sources li").first).to_contain_text("The briefing, under")
    expect(worker.notes).to_be_focused()


def test_a_question_in_hand_says_what_not_to_say(worker: Worker, server: Server) -> None:
    worker.open(server.address).press("Alt+q")

    asked = worker.page.locator(".asks [data-hand]")
    expect(asked).to_contain_text("Where is the child right now")
    expect(asked.locator(".avoid")).to_contain_text("Not \"They are safe for now")
    assert worker.page.locator(".asks > li").count() == 3


def test_no_key_answers_what_nobody_has_in_hand(worker: Worker, server: Server) -> None:
    worker.open(server.address).press("Alt+y").wait()

    assert worker.settled == set()


def test_the_keys_are_listed_outside_of_text_by_a_question_mark(worker: Worker, server: Server) -> None:
    page = worker.open(server.address).page
    keys = page.get_by_role("dialog", name="Keys")
    page.keyboard.type("?")
    expect(worker.notes).to_have_value("?")
    worker.press("Alt+r").page.keyboard.type("?")
    expect(keys).to_be_visible()
    keys.get_by_role("checkbox").uncheck()
    worker.press("Escape", "?")
    expect(keys).to_be_hidden()
    worker.press("Escape", "Alt+k")
    expect(keys).to_be_visible()


def test_everything_is_in_view_without_scrolling_the_page(worker: Worker, server: Server) -> None:
    worker.open(server.address).type(*CALLS["grooming, with a meeting planned"]["notes"])

    for name in PANES:
        box = worker.page.get_by_role("region", name=name, exact=True).bounding_box()
        assert box
        assert 0 <= box["x"] < box["x"] + box["width"] <= 1280
        assert 0 <= box["y"] < box["y"] + box["height"] <= 720
        assert min(box["width"], 2 * box["height"]) > 300
    assert worker.page.evaluate("document.documentElement.scrollHeight <= innerHeight && scrollY === 0")
    expect(worker.page.get_by_role("link", name="Call 999").first).to_be_in_viewport()


def test_no_screen_breaks_a_rule(worker: Worker, server: Server) -> None:
    page = worker.open(server.address).type(*CALLS["sextortion for money"]["notes"][:9]).page
    worker.press("Alt+5", "Alt+5")
    page.locator(".advice summary").first.click()
    screens = {"call": (), "wrapping up": ("Alt+w",), "keys": ("Escape", "Alt+k"), "a narrow window": ("Escape",)}
    for name, keys in screens.items():
        worker.press(*keys)
        page.set_viewport_size({"width": 390, "height": 800} if "narrow" in name else {"width": 1280, "height": 720})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], f"{name}, {scheme}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_two_tabs_never_mix(worker: Worker, server: Server) -> None:
    other = Worker(worker.page.context.new_page())
    other.open(server.address).type("coach told him not to show his parents")
    worker.open(server.address).type("follows pro ana accounts")
    other.type("no pics asked for")

    expect(worker.finding("harmful_content")).to_be_visible()
    expect(worker.finding("unsupervised_contact")).to_have_count(0)
    expect(other.finding("harmful_content")).to_have_count(0)
    assert "pro ana" not in other.page.content()
    assert "coach told" not in worker.page.content()


def test_a_lost_line_keeps_the_notes_and_catches_up(worker: Worker, server: Server) -> None:
    page = worker.open(server.address).page
    page.context.set_offline(True)
    page.keyboard.type("a man asked her for nudes")
    expect(page.get_by_text("There is no connection. Your notes are kept here")).to_be_visible()
    expect(worker.notes).to_have_value("a man asked her for nudes")
    page.context.set_offline(False)

    expect(worker.finding("self_generated_images")).to_be_visible()
    expect(page.get_by_text("There is no connection.")).to_be_hidden()


def test_an_answer_that_was_overtaken_is_never_shown(worker: Worker, server: Server) -> None:
    page = worker.open(server.address).page
    kept = held(page, "**/api/understand")
    page.keyboard.type("a man asked her for nudes")
    while not kept:
        page.wait_for_timeout(10)
    page.unroute("**/api/understand")
    worker.press("Control+a").page.keyboard.type("follows pro ana accounts")
    expect(worker.finding("harmful_content")).to_be_visible()

    _finish(kept[0])
    page.wait_for_timeout(100)

    expect(worker.finding("self_generated_images")).to_have_count(0)


def test_a_sign_in_that_has_run_out_keeps_the_notes(worker: Worker, server: Server, cookie: dict[str, str]) -> None:
    page = worker.open(server.address).page
    page.context.clear_cookies()
    worker.type("a man asked her for nudes")
    expect(page.get_by_text("Your sign-in has run out. Your notes are kept here.")).to_be_visible()

    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(page.get_by_text("Your sign-in has run out.")).to_be_hidden()
    expect(worker.notes).to_have_value("a man asked her for nudes\n")
    expect(page.locator(".asks > li")).to_have_count(3)


def test_wordings_and_contacts_are_marked(worker: Worker, server: Server) -> None:
    page = worker.open(server.address).page
    worker.press("Alt+q")
    with page.expect_request("**/api/helpline/flags") as asked:
        worker.press("Alt+m")
    assert asked.value.post_data_json == {"item": "questions/immediate_danger", "kind": "unclear"}
    page.get_by_text("What they take and refuse").first.click()
    with page.expect_response("**/api/helpline/flags") as answered:
        page.get_by_role("button", name="Mark this contact as out of date").first.click()
    assert answered.value.status == 204
    expect(page.get_by_role("button", name="Marked").first).to_be_visible()


def test_the_record_is_saved_as_a_file(worker: Worker, server: Server) -> None:
    worker.open(server.address).type("a man asked her for nudes", "no bullying that she knows of")
    worker.settle_what_was_heard({"self_generated_images": "yes"}).press("Alt+w")

    every_form_is_saved_with(
        worker.page, "a man asked her for nudes",
        lambda name: worker.page.get_by_role("button", name=name, exact=True), lambda button: button.press("Enter"),
    )
    assert worker.page.url == f"{server.address}/helpline"


def _finish(route: Route) -> None:
    try:
        route.continue_()
    except Error:
        return  # the page has given it up, which is as good
