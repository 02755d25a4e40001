"""Whatever people do, in whatever order: the conversation holds together. In full 2,000 conversations of 30 turns."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from rasa.shared.core.domain import Domain

from bot.dialogue import store as store_module
from bot.dialogue.launching import load_agent, quiet
from bot.dialogue.store import ConversationStore
from bot.settings import Settings
from bot.settings import settings as of_process
from bot.shared import knowledge
from tests.hunts.people import Action, actions
from tests.hunts.size import PERCENT, share
from tests.hunts.walk import Failures, Walk

CONVERSATIONS, TURNS = share(2_000, 40), 30 if PERCENT >= 100 else 15
# Each part is a test of its own, so that several processes can share a full hunt.
IN_A_PART = 40
PLANTED = "archaeopteryx"
_NUMBERS = count(1)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("random") / "conversations.db"


@pytest.fixture(scope="module")
def agent(database: Path) -> Iterator[Any]:
    quiet("ERROR")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(store_module, "settings", lambda: Settings(database=database))
        yield load_agent(of_process(), knowledge(), tracker_store=ConversationStore(Domain.empty(), event_broker=None))


@pytest.fixture
def failures() -> Iterator[Failures]:
    handler = Failures()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize("part", range(CONVERSATIONS // IN_A_PART))
def test_whatever_people_do_the_conversation_holds_together(
    part: int, agent: Any, failures: Failures, database: Path, hunted: Callable[..., None]
) -> None:
    loop = asyncio.new_event_loop()

    @seed(part)
    @settings(
        max_examples=IN_A_PART, derandomize=False, database=None, deadline=None, suppress_health_check=list(HealthCheck),
        # What was said until it failed is told; to look for a shorter way there takes longer than the hunt.
        phases=[Phase.generate],
    )
    @given(done=st.lists(actions(), min_size=TURNS, max_size=TURNS))
    def hold(done: list[Action]) -> None:
        failures.found.clear()
        walk = Walk(agent, f"{PLANTED}-{next(_NUMBERS)}", failures, loop)
        try:
            walk.say("hello")
            for number, action in enumerate(done, 1):
                walk.do(action)
                if number % 5 == 0:
                    walk.as_computed_afresh()
            walk.forget()
            hunted(conversations=1, turns=len(walk.said))
        except AssertionError as failed:
            raise AssertionError(f"{failed} -- after {walk.said}") from failed

    hold()
    loop.close()
    assert PLANTED.encode() not in database.read_bytes()
