"""What is counted for monitoring, and that nothing of it tells what was said or who said it."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.web.counting import CHANNELS, OUTCOMES
from tests.server import Conversation, PageConversation
from tests.web.conftest import TOKEN
from tests.web.described import Described

WORD = "baryonyx"
DANGER = "he is on his way to meet her right now"
EVERYDAY = "the weather is fine"
Series = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def series(client: httpx.Client) -> Series:
    """Every series of the assistant's own, by name and labels, as Prometheus reads it."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(client.get("/metrics").text)
        for sample in family.samples if sample.name.startswith("assistant_")
    }


def grown(before: Series, after: Series) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    return {one: value - before.get(one, 0.0) for one, value in after.items() if value != before.get(one, 0.0)}


def test_it_is_what_prometheus_reads(client: httpx.Client, described: Described) -> None:
    response = described.check(client.get("/metrics"), "/metrics")

    assert response.status_code == 200
    assert "version=" in response.headers["content-type"]
    assert "process_resident_memory_bytes" in response.text
    assert series(client)


def test_turns_are_counted_by_channel_with_the_time_they_took(
    client: httpx.Client, page: PageConversation, conversation: Conversation
) -> None:
    before = series(client)
    page.say(EVERYDAY)
    conversation.say("hello")
    conversation.say(EVERYDAY)

    change = grown(before, series(client))
    assert change[("assistant_turns_total", (("channel", "page"), ("outcome", "answered")))] == 1
    assert change[("assistant_turns_total", (("channel", "rest"), ("outcome", "answered")))] == 2
    assert change[("assistant_turn_seconds_count", (("channel", "rest"),))] == 2
    assert change[("assistant_turn_seconds_sum", (("channel", "rest"),))] > 0


def test_errors_are_counted_by_their_code(client: httpx.Client, page: PageConversation) -> None:
    before = series(client)
    client.get("/api/conversations/never-was/assessment")
    page.ask("GET", "/messages", key="wrong")
    client.get(f"/{WORD}")

    change = grown(before, series(client))
    codes = {dict(labels)["code"] for name, labels in change if name == "assistant_errors_total"}
    assert codes == {"conversation_not_found", "key_needed", "not_found"}


def changed_by(client: httpx.Client, said: str, new_page: Callable[..., PageConversation]) -> set[object]:
    page = new_page(role="teacher", nation="wales")
    before = series(client)
    page.say(said)
    # How long a turn took falls into one bucket or the next.
    return {one for one in grown(before, series(client)) if not one[0].endswith("_bucket")}


def test_danger_counts_as_any_other_turn(client: httpx.Client, new_page: Callable[..., PageConversation]) -> None:
    assert changed_by(client, DANGER, new_page) == changed_by(client, EVERYDAY, new_page)


def test_labels_are_words_of_the_program_and_hold_nothing_typed_and_no_id(
    client: httpx.Client, page: PageConversation, conversation: Conversation
) -> None:
    page.say(f"a girl of 12 called {WORD}")
    conversation.post(f"a boy called {WORD}", input_channel=WORD)
    conversation.post({"no": WORD})
    client.get(f"/api/conversations/{WORD}/assessment")
    client.post("/api/assess", json={"answers": {WORD: WORD}})

    told = client.get("/metrics").text
    assert WORD not in told
    assert page.id not in told
    assert conversation.sender not in told
    for _, labels in series(client):
        for name, value in labels:
            allowed = {"channel": CHANNELS, "outcome": OUTCOMES}.get(name)
            assert (value in allowed) if allowed else name in ("code", "le")
    assert "_created" not in told


@pytest.mark.parametrize("token", ["", "Bearer wrong"])
def test_from_elsewhere_it_is_closed_without_the_token(token: str, elsewhere: httpx.Client, described: Described) -> None:
    response = described.check(elsewhere.get("/metrics", headers={"Authorization": token} if token else {}), "/metrics")

    assert (response.status_code, described.error(response)["code"]) == (401, "token_needed")


def test_from_elsewhere_it_is_open_with_the_token(elsewhere: httpx.Client) -> None:
    assert elsewhere.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
