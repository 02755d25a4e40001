"""How often somebody may try, and how long a session lasts, by a clock of the test's own."""

from __future__ import annotations

import pytest

from bot.web.helpline.sessions import IDLE_SECONDS, LONGEST_SECONDS, Sessions
from bot.web.helpline.throttle import MOST_ADDRESSES, MOST_TRIES, SECONDS, Throttle


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _no_trace_in_the_log() -> None:
    """Nothing here needs a server."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_the_wait_ends_when_it_says(clock: Clock) -> None:
    throttle = Throttle(clock)
    for _ in range(MOST_TRIES):
        assert throttle.wait("192.0.2.1") == 0
        clock.now += 1

    waiting = throttle.wait("192.0.2.1")

    assert waiting == SECONDS - MOST_TRIES
    clock.now += waiting - 1
    assert throttle.wait("192.0.2.1") == 1
    clock.now += 1
    assert throttle.wait("192.0.2.1") == 0


@pytest.mark.parametrize(("one", "other", "together"), [
    ("192.0.2.1", "192.0.2.2", False),
    ("192.0.2.1", "::ffff:192.0.2.1", True),
    ("2001:db8::1", "2001:db8::ffff:1", True),
    ("2001:db8::1", "2001:db8:0:1::1", False),
    ("unknown", "", True),
])
def test_which_addresses_count_as_one(one: str, other: str, together: bool, clock: Clock) -> None:
    throttle = Throttle(clock)
    for _ in range(MOST_TRIES):
        throttle.wait(one)

    assert (throttle.wait(other) > 0) is together


def test_a_crowd_of_addresses_fills_no_memory(clock: Clock) -> None:
    throttle = Throttle(clock)
    for _ in range(MOST_TRIES):
        throttle.wait("192.0.2.1")
    for number in range(MOST_ADDRESSES - 1):
        throttle.wait(f"10.{number // 65536}.{number // 256 % 256}.{number % 256}")

    assert throttle.wait("192.0.2.1") > 0
    assert len(throttle._tries) <= MOST_ADDRESSES


def test_a_session_ends_when_nobody_uses_it_and_after_a_long_shift(clock: Clock) -> None:
    sessions = Sessions(b"key", clock)
    cookie: str | None = sessions.begun()
    began = clock.now
    while cookie and clock.now - began < LONGEST_SECONDS:
        clock.now += IDLE_SECONDS - 1
        cookie = sessions.renewed(cookie)
    assert cookie is None
    assert LONGEST_SECONDS <= clock.now - began < LONGEST_SECONDS + IDLE_SECONDS

    left = sessions.begun()
    clock.now += IDLE_SECONDS
    assert sessions.renewed(left) is None


def test_what_ended_is_remembered_only_as_long_as_it_could_be_used(clock: Clock) -> None:
    sessions = Sessions(b"key", clock)
    cookie = sessions.begun()
    renewed = sessions.renewed(cookie)
    sessions.end(cookie)

    assert renewed
    assert sessions.renewed(renewed) is None
    clock.now += LONGEST_SECONDS
    sessions.end(sessions.begun())
    assert len(sessions._ended) == 1
