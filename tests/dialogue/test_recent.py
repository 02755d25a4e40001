"""A turn needs the end of a conversation only, and all of it stays in the database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered

from bot.dialogue import store as store_module
from bot.dialogue.recent import TURNS, RecentTracker
from bot.dialogue.store import ConversationStore
from bot.settings import ROOT, Settings
from bot.turn_data import CASE_SLOT

LONG = 40


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


@pytest.fixture
def store(domain: Domain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ConversationStore:
    monkeypatch.setattr(store_module, "settings", lambda: Settings(database=tmp_path / "conversations.db"))
    return ConversationStore(domain, event_broker=None)


def turn(number: int, *, fails: bool = False) -> list[Event]:
    """One turn as Rasa notes it; one that failed leaves no state."""
    state = [] if fails else [SlotSet(CASE_SLOT, {"turn": number})]
    return [
        UserUttered(f"said {number}", message_id=str(number)), ActionExecuted("action_answer"), BotUttered(f"answered {number}"),
        *state, ActionExecuted("action_listen"),
    ]


def hold(store: ConversationStore, turns: Iterable[list[Event]]) -> None:
    """Each turn is read, added to and saved, as Rasa does it."""
    for events in turns:
        tracker = asyncio.run(store.get_or_create_tracker("one", append_action_listen=False))
        if not tracker.events:
            tracker.update(SessionStarted())
            tracker.update(ActionExecuted("action_listen"))
        for event in events:
            tracker.update(event)
        asyncio.run(store.save(tracker))


def said(tracker: object) -> list[str | None]:
    assert tracker is not None
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]  # type: ignore[attr-defined]


def test_the_next_turn_reads_the_end_and_nothing_is_lost_or_doubled(store: ConversationStore) -> None:
    hold(store, map(turn, range(LONG)))

    recent, full = (asyncio.run(read("one")) for read in (store.retrieve, store.retrieve_full_tracker))

    assert said(recent) == [f"said {number}" for number in range(LONG - TURNS, LONG)]
    assert said(full) == [f"said {number}" for number in range(LONG)]
    assert full is not None
    assert recent is not None
    assert recent.get_slot(CASE_SLOT) == full.get_slot(CASE_SLOT) == {"turn": LONG - 1}
    assert len(full.events) == 2 + 5 * LONG
    # Before what is said next somebody listened, as the rules expect it.
    assert isinstance(recent.events[0], ActionExecuted)
    assert recent.events[0].action_name == "action_listen"
    assert recent.latest_action == full.latest_action


def test_the_state_is_found_behind_turns_that_failed(store: ConversationStore) -> None:
    hold(store, [turn(0), turn(1), *(turn(number, fails=True) for number in range(2, 6))])

    recent = asyncio.run(store.retrieve("one"))

    assert recent is not None
    assert recent.get_slot(CASE_SLOT) == {"turn": 1}
    hold(store, [turn(6)])
    full = asyncio.run(store.retrieve_full_tracker("one"))
    assert full is not None
    assert said(full) == [f"said {number}" for number in range(7)]
    assert sum(isinstance(event, SlotSet) for event in full.events) == 3


def test_a_conversation_that_was_only_begun_is_whole(store: ConversationStore) -> None:
    hold(store, [[]])

    recent = asyncio.run(store.retrieve("one"))

    assert isinstance(recent, RecentTracker)
    assert [type(event) for event in recent.events] == [SessionStarted, ActionExecuted]
    assert asyncio.run(store.retrieve("another")) is None


def test_conversations_do_not_mix(store: ConversationStore) -> None:
    hold(store, map(turn, range(5)))
    other = asyncio.run(store.get_or_create_tracker("two", append_action_listen=False))
    other.update(UserUttered("said by another"))
    asyncio.run(store.save(other))

    assert said(asyncio.run(store.retrieve("one"))) == ["said 3", "said 4"]
    assert said(asyncio.run(store.retrieve("two"))) == ["said by another"]
