"""Messages full of personal details go in by every channel; then everything the server kept, logged and answered is searched."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from bot.core.knowledge import Knowledge
from bot.privacy.words import texts_of
from bot.shared import redactor
from tests.documents.reading import from_docx, from_html, from_pdf
from tests.privacy.planted import planted
from tests.server import Conversation, PageConversation, Server, texts
from tests.web.helpline import HASH, SECRET

# Every sixth message: enough to try each channel with each kind of detail, and half a minute in all.
MESSAGES = [message for half in ("mended", "unseen") for message in planted(half)][::6]
READ = {"json": bytes.decode, "html": from_html, "txt": bytes.decode, "docx": from_docx, "pdf": from_pdf}


@pytest.fixture(scope="module")
def loud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that logs whatever it can log."""
    running = Server(tmp_path_factory.mktemp("loud"), LOG_LEVEL="INFO", HELPLINE_SECRET_HASH=HASH)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def program(loud: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=loud.address, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def details(knowledge: Knowledge) -> list[str]:
    """What must not be found again: every detail that is long enough to be no part of a word and stands nowhere in our content."""
    content = "\n".join(texts_of(knowledge)).casefold()
    found = [
        text for message in MESSAGES for kind, text in message.details
        if len(text) > 4 and text.casefold() not in content and (kind, text) not in message.left(redactor().redact(message.text))
    ]
    assert len(found) > 60
    return found


def leaked(details: list[str], text: str) -> list[str]:
    return [detail for detail in details if detail.casefold() in text.casefold()]


def searched(details: list[str], server: Server) -> None:
    """Every byte of the database's files, and the log."""
    assert leaked(details, server.kept().decode("utf-8", "replace")) == []
    assert leaked(details, server.log()) == []


def test_the_page_keeps_logs_and_hands_out_no_detail(loud: Server, program: httpx.Client, details: list[str]) -> None:
    page = PageConversation(program)
    page.open()
    answered = "\n".join(texts(page.say(message.text)) for message in MESSAGES)

    assert leaked(details, answered) == []
    assert leaked(details, page.ask("GET", "/messages").text) == []
    for form, read in READ.items():
        assert leaked(details, read(page.ask("GET", f"/record.{form}").content)) == []
    searched(details, loud)


def test_a_program_s_conversation_keeps_and_logs_no_detail(loud: Server, program: httpx.Client, details: list[str]) -> None:
    conversation = Conversation(program)
    answered = "\n".join(
        texts(conversation.say(message.text, metadata={"role": message.text, "nation": message.text})) for message in MESSAGES
    )

    assert leaked(details, answered) == []
    assert leaked(details, program.get(conversation.address("/record.json")).text) == []
    searched(details, loud)


def test_understanding_says_what_would_be_kept_and_keeps_nothing(loud: Server, program: httpx.Client, details: list[str]) -> None:
    for message in MESSAGES:
        answer = program.post("/api/understand", json={"text": message.text}).json()
        assert leaked(details, answer["redacted"]) == []
    searched(details, loud)


def test_a_record_of_a_call_holds_no_detail(loud: Server, program: httpx.Client, details: list[str]) -> None:
    assert program.post("/helpline/sign-in", data={"secret": SECRET}).status_code == 303
    heard = [{"question": "coercion", "value": "yes", "said": MESSAGES[0].text}]
    call = {"answers": {"coercion": "yes"}, "notes": [message.text for message in MESSAGES], "heard": heard}
    for form, read in READ.items():
        response = program.post(f"/api/helpline/record.{form}", json=call)
        assert response.status_code == 200, response.text
        assert leaked(details, read(response.content)) == []
    searched(details, loud)


def test_an_error_repeats_no_detail(loud: Server, program: httpx.Client, details: list[str]) -> None:
    for message in MESSAGES[:10]:
        for path, body in (
            ("/webhooks/rest/webhook", {"sender": 7, "message": message.text}),
            ("/webhooks/rest/webhook", {"sender": "errors", "message": (message.text * 400)[:9_000]}),
            ("/api/understand", {"text": [message.text]}),
            ("/api/assess", {"answers": {message.text: message.text}}),
            ("/api/assess", {"answers": {"coercion": message.text}}),
            ("/api/conversations", {"role": message.text}),
        ):
            response = program.post(path, json=body)
            assert response.status_code in (413, 422), response.text
            assert leaked(details, response.text) == []
        assert leaked(details, program.get("/metrics").text) == []
    searched(details, loud)


def test_a_person_keeps_the_number_over_a_whole_conversation(loud: Server, program: httpx.Client) -> None:
    page = PageConversation(program)
    page.open()
    page.say("Tyler and Zofia fell out over a photo")
    page.say("now zofia says Kwame saw it, Tyler Hughes did not")

    said = [one["text"] for one in page.history() if one["from"] == "person"]
    assert said == ["[name 1] and [name 2] fell out over a photo", "now [name 2] says [name 3] saw it, [name 1] did not"]
