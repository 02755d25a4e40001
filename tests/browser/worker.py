"""A helpline worker at the page: only ever by the keyboard, as somebody types who has a caller on the phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Locator, Page, Request, expect

# The page waits for a pause of this length before it asks, in milliseconds.
PAUSE = 140
MOST = 80
# Three questions to ask and six that must not be missed.
MOST_OFFERED = 9
# What a worker types to find a question that the page does not offer by itself.
FOUND_BY = {
    "money_demanded": "gift cards", "staff_boundary_crossed": "affectionate", "harmed_in_person": "harmed in person",
    "meeting_planned": "face to face", "told_to_keep_secret": "keeping contact secret",
    "grooming_signs": "flattery", "coercion": "tricking", "urged_to_harm": "daring",
}


class Worker:
    """Types, confirms, denies and asks. `page` is signed in."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._going: set[Request] = set()
        page.on("request", self._begun)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)

    @property
    def notes(self) -> Locator:
        return self.page.get_by_role("textbox", name="What the caller says")

    @property
    def advice(self) -> Locator:
        return self.page.get_by_role("region", name="Advice so far")

    def open(self, address: str) -> Worker:
        self.page.goto(f"{address}/helpline")
        expect(self.notes).to_be_focused()
        expect(self.advice.locator(".first")).not_to_be_empty()
        return self.wait()

    def wait(self, pause: int = PAUSE) -> Worker:
        """Until everything that was typed or answered is understood and drawn."""
        self.page.wait_for_timeout(pause)
        while self._going:
            self.page.wait_for_timeout(10)
        # The last answer may have led to another question to the server.
        self.page.wait_for_timeout(10)
        return self if not self._going else self.wait(10)

    def type(self, *fragments: str) -> Worker:
        """Fragments, each as a whole, as a keyboard puts them in that completes words. Tests of typing press every key."""
        for fragment in fragments:
            self.page.keyboard.insert_text(fragment)
            self.page.keyboard.press("Enter")
        return self.wait()

    def press(self, *keys: str) -> Worker:
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def calls_from(self, nation: str, role: str) -> Worker:
        """Chooses by the keyboard; the values are those of the content."""
        self.press("Alt+c")
        for value in (nation, role):
            for _ in range(MOST):
                if self._focused_value() == value:
                    break
                self.press("ArrowDown")
            self.press("Tab")
        self.press("Escape")
        expect(self.notes).to_be_focused()
        return self.wait()

    @property
    def in_hand(self) -> str | None:
        found: str | None = self.page.evaluate("document.querySelector('[data-hand][data-question]')?.dataset.question ?? null")
        return found

    @property
    def waiting(self) -> list[str]:
        """What was heard and nobody has settled."""
        return self._all(".findings > li:not([data-state=settled])", "question")

    @property
    def settled(self) -> set[str]:
        return set(self._all(".findings > li[data-state=settled]", "question"))

    @property
    def critical(self) -> list[str]:
        return self._all(".critical > li", "question")

    def settle_what_was_heard(self, facts: dict[str, str]) -> Worker:
        for _ in range(MOST):
            if not self.waiting:
                return self
            self.page.wait_for_timeout(30)
            self.answer(facts.get(self.in_hand or ""))
        raise AssertionError(f"Still waiting: {self.waiting}")

    def ask_for_the_rest(self, facts: dict[str, str]) -> Worker:
        """Takes the questions that the page offers, or else finds them, and answers what the caller can."""
        for _ in range(MOST):
            if facts.keys() <= self.settled:
                return self
            self._take_one_of(sorted(facts.keys() - self.settled))
            self.answer(facts[self.in_hand or ""])
        raise AssertionError(f"Never asked: {facts.keys() - self.settled}")

    def answer(self, value: str | None) -> Worker:
        """What is in hand, with the key that the page names for this answer; None clears it, nothing in hand is left as it is."""
        wanted = ".plain" if value is None else f"[data-value={value}]"
        key: str | None = self.page.evaluate(
            "([question, wanted]) => document.querySelector(`[data-question=${question}] .answers-row ${wanted} kbd`)?.textContent",
            [self.in_hand or "none", wanted],
        )
        if key:
            self.press("+".join(part.lower() if len(part) == 1 else part for part in key.split("+")))
        return self.wait(10)

    def shown(self) -> dict[str, Any]:
        """The advice and the grid as they stand on the page."""
        rows = self.page.locator("[data-label]").evaluate_all("all => all.map((one) => [one.dataset.label, one.dataset.status])")
        return {
            "first_move": self.advice.locator(".first").get_attribute("data-first"),
            "grid": dict(rows),
            "steps": self._all("[data-step]", "step"),
        }

    def finding(self, question: str) -> Locator:
        return self.page.locator(f".findings > li[data-question={question}]")

    def _begun(self, request: Request) -> None:
        self._going.add(request)

    def _ended(self, request: Request) -> None:
        self._going.discard(request)

    def _take_one_of(self, wanted: Sequence[str]) -> None:
        for _ in range(MOST_OFFERED):
            self.press("Alt+q")
            if self.in_hand in wanted:
                return
        self.press("Alt+g")
        self.page.keyboard.type(FOUND_BY[wanted[0]])
        self.press("Enter")
        expect(self.notes).to_be_focused()
        assert self.in_hand == wanted[0]

    def _focused_value(self) -> str:
        return str(self.page.evaluate("document.activeElement.value"))

    def _all(self, selector: str, name: str) -> list[str]:
        found: list[str] = self.page.evaluate(
            "([selector, name]) => [...document.querySelectorAll(selector)].map((one) => one.dataset[name])", [selector, name]
        )
        return found
