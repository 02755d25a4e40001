"""A person at the page: what they see, press and write, by the names that the page gives to things."""

from __future__ import annotations

import json
import re
from itertools import count
from typing import Any

import httpx
from playwright.sync_api import Locator, Page, expect

STORY = (
    "She is 12 and a man on Snapchat asked for pictures. Her mum says he knows where she lives. "
    "He told her not to tell anyone."
)


class Person:
    """Goes through a conversation on a page that shows the assistant."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def answering(self) -> Locator:
        return self.page.get_by_role("region", name="Your answer")

    @property
    def question(self) -> Locator:
        """What is asked at the moment."""
        return self.answering.locator("legend").first

    @property
    def box(self) -> Locator:
        return self.answering.get_by_role("textbox")

    @property
    def log(self) -> Locator:
        return self.page.locator(".log")

    @property
    def case(self) -> Locator:
        return self.page.locator(".case")

    @property
    def result(self) -> Locator:
        return self.page.get_by_role("region", name="What to do", exact=True)

    def open(self, address: str) -> Person:
        self.page.goto(address)
        return self.asked("What is your role")

    def asked(self, words: str) -> Person:
        """Waits until this is asked and can be answered."""
        expect(self.question).to_contain_text(words)
        expect(self.answering.locator("fieldset:disabled")).to_have_count(0)
        return self

    def press(self, name: str) -> Person:
        """A button of the question that stands, or beside it."""
        self.answering.get_by_role("button", name=name, exact=True).click()
        return self

    def choose(self, name: str) -> Person:
        """An answer, and Continue."""
        self.answering.get_by_role("radio", name=name, exact=True).check()
        return self.press("Continue")

    def write(self, words: str) -> Person:
        self.box.fill(words)
        return self.press("Send")

    def begin(self, address: str) -> Person:
        """As far as the person's own words: a teacher in Wales, no danger now."""
        self.open(address).press("Teacher or other school staff").asked("Which nation")
        self.press("Wales").asked("in danger now").choose("No")
        return self.asked("In your own words")

    def at_result(self, address: str) -> Person:
        """With a conversation that was held before, as after a reload, and that stands at its result."""
        conversation = _held(address)
        self.page.goto(f"{address}/api/health/live")
        self.page.evaluate("kept => sessionStorage.setItem('online-abuse-assistant', kept)", json.dumps(conversation))
        self.page.goto(address)
        self.asked("What would you like to do next?")
        expect(self.result).to_be_visible()
        return self

    def tell(self, story: str = STORY) -> Person:
        return self.write(story).asked("Have I understood")

    def to_review(self, answer: str = "Not sure") -> Person:
        """From the confirmation on: all of it is right, and the same answer, by how it begins, to each question."""
        self.choose("Yes, that is right")
        expect(self.question).not_to_have_text("Have I understood you correctly?")
        return self.on_to_review(answer)

    def on_to_review(self, answer: str = "Not sure") -> Person:
        """The same answer to each question from the one that stands."""
        while True:
            expect(self.answering.locator("fieldset:disabled")).to_have_count(0)
            asked = self.question.inner_text()
            if asked.startswith("These are all your answers"):
                return self
            self.answering.get_by_role("button", name=re.compile(f"^{answer}")).first.click()
            expect(self.question).not_to_have_text(asked)

    def to_result(self, answer: str = "Not sure") -> Person:
        return self.to_review(answer).to_end()

    def to_end(self, answer: str = "Not sure") -> Person:
        """From any question after the confirmation to the result."""
        self.on_to_review(answer).press("Show me the result").asked("What would you like to do next?")
        expect(self.result).to_be_visible()
        return self

    def focused(self) -> dict[str, Any]:
        """What has the focus, inside the assistant: kind, name and text."""
        found: dict[str, Any] = self.page.evaluate(
            """() => {
                let one = document.activeElement;
                while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
                const label = one.labels?.[0]?.textContent ?? "";
                return { kind: one.localName, name: one.getAttribute("aria-label") ?? (label || one.textContent.trim()) };
            }"""
        )
        return found

    def tab_to(self, name: str, *, most: int = 60, key: str = "Tab") -> Person:
        """Presses Tab until what has this name has the focus."""
        wanted = re.compile(name)
        for _ in range(most):
            self.page.keyboard.press(key)
            if wanted.search(self.focused()["name"]):
                return self
        raise AssertionError(f"No '{name}' within {most} presses of {key}; the last was {self.focused()}")


def _held(address: str) -> dict[str, str]:
    """Id and key of a conversation about STORY that has come to its result: a teacher in Wales, not sure of the rest."""
    chosen = {
        "role": "teacher", "nation": "wales", "immediate_danger": "no", "own_words": STORY, "confirm": "yes", "review": "continue",
    }
    with httpx.Client(base_url=f"{address}/api", timeout=60) as client:
        conversation: dict[str, str] = client.post("/conversations", json={}).json()
        client.headers["Authorization"] = f"Bearer {conversation['key']}"
        message, message_id = "hello", "opening"
        for number in count(1):
            said = {"message": message, "message_id": message_id}
            answer = client.post(f"/conversations/{conversation['id']}/messages", json=said)
            question = answer.json()["messages"][-1]["custom"]["question"]
            if question["kind"] == "after":
                break
            value = chosen.get(question["id"], "not_sure")
            message = value if question["id"] == "own_words" else f"answer:{question['id']}={value}"
            message_id = str(number)
    return conversation
