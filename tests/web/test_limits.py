"""How much one address may ask, and how long a request may take: what is refused, what never is, and what nobody keeps."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from itertools import count

import httpx
import pytest

from bot.web.addresses import KEY_SECONDS, Names
from bot.web.limits import MOST_ADDRESSES, Limit
from tests.server import PageConversation, Server
from tests.web.conftest import TIGHT_CONVERSATIONS, TIGHT_REQUESTS
from tests.web.described import Described
from tests.web.helpline import SECRET

_NUMBERS = count(1)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_all_at_once_or_spread_and_then_one_for_each_share_of_the_time(clock: Clock) -> None:
    limit = Limit(60, 60, clock)
    assert [limit.wait("192.0.2.1") for _ in range(60)] == [0] * 60

    assert limit.wait("192.0.2.1") == 1
    assert limit.wait("192.0.2.2") == 0
    clock.now += 1
    assert [limit.wait("192.0.2.1"), limit.wait("192.0.2.1")] == [0, 1]
    clock.now += 60
    assert [limit.wait("192.0.2.1") for _ in range(61)] == [0] * 60 + [1]


def test_who_keeps_asking_while_refused_waits_no_longer(clock: Clock) -> None:
    limit = Limit(2, 60, clock)
    for _ in range(100):
        limit.wait("192.0.2.1")

    assert limit.wait("192.0.2.1") == 30
    clock.now += 30
    assert limit.wait("192.0.2.1") == 0


def test_none_is_no_limit(clock: Clock) -> None:
    limit = Limit(0, 60, clock)

    assert {limit.wait("192.0.2.1") for _ in range(10_000)} == {0}


def test_what_no_longer_counts_is_let_go_of_and_a_crowd_fills_no_memory(clock: Clock) -> None:
    limit = Limit(60, 60, clock)
    for number in range(MOST_ADDRESSES + 50):
        limit.wait(f"10.{number // 65536}.{number // 256 % 256}.{number % 256}")
    assert len(limit._used_until) == MOST_ADDRESSES

    clock.now += 60
    limit.wait("192.0.2.1")
    assert len(limit._used_until) == 1


def test_an_address_is_kept_by_a_name_that_changes_every_hour_and_with_every_start(clock: Clock) -> None:
    names = Names(clock)
    first = names.of("192.0.2.1")

    assert names.of("192.0.2.1") == first != names.of("192.0.2.2")
    assert b"192.0.2.1" not in first
    assert Names(clock).of("192.0.2.1") != first
    clock.now += KEY_SECONDS
    assert names.of("192.0.2.1") != first


@pytest.fixture
def somebody(tight: Server) -> Iterator[httpx.Client]:
    """A client with an address of its own, behind a proxy on this machine."""
    headers = {"X-Forwarded-For": f"198.51.100.{next(_NUMBERS)}"}
    with httpx.Client(base_url=tight.address, timeout=60, headers=headers) as open_client:
        yield open_client


def spend(client: httpx.Client) -> httpx.Response:
    """Asks until it is refused; returns the refusal."""
    for _ in range(2 * TIGHT_REQUESTS):
        answer = client.post("/api/assess", json={"answers": {}})
        if answer.status_code != 200:
            return answer
    raise AssertionError("it was never refused")


def test_the_refusal_says_when_to_come_again_and_whom_to_call(somebody: httpx.Client, described: Described) -> None:
    refused = described.check(spend(somebody), "/api/assess")

    assert refused.status_code == 429
    error = described.error(refused)
    assert error["code"] == "too_many_requests"
    assert "999" in error["message"]
    assert int(refused.headers["retry-after"]) >= 1
    assert refused.headers["retry-after"] in error["message"]
    assert refused.headers["cache-control"] == "no-store"


def test_who_is_limited_still_sees_the_page_and_can_forget(somebody: httpx.Client) -> None:
    page = PageConversation(somebody, role="teacher")
    page.open()
    spend(somebody)
    assert page.post("hello", "refused").status_code == 429

    for path in ("/", "/guide"):
        shown = somebody.get(path)
        assert shown.status_code == 200
        assert 'href="tel:999"' in shown.text
    for path in ("/api/interface", "/api/sources", "/widget.js", "/assets/assistant.js", "/api/health/ready"):
        assert somebody.get(path).status_code == 200
    assert page.ask("DELETE").status_code == 204


def test_another_address_and_a_program_on_this_machine_are_not_held_up(
    somebody: httpx.Client, tight_client: httpx.Client
) -> None:
    spend(somebody)

    other = {"X-Forwarded-For": "198.51.100.250"}
    assert somebody.post("/api/assess", json={"answers": {}}, headers=other).status_code == 200
    for _ in range(TIGHT_REQUESTS + 10):
        assert tight_client.post("/api/assess", json={"answers": {}}).status_code == 200


def test_a_worker_who_is_signed_in_is_not_held_up(somebody: httpx.Client) -> None:
    spend(somebody)

    assert somebody.post("/helpline/sign-in", data={"secret": SECRET}).status_code == 303
    for _ in range(5):
        assert somebody.post("/api/assess", json={"answers": {}}).status_code == 200


def test_an_address_that_somebody_writes_in_front_of_its_own_does_not_count(tight: Server, somebody: httpx.Client) -> None:
    """The proxy puts the address that it sees behind what was sent."""
    mine = somebody.headers["X-Forwarded-For"]
    spend(somebody)

    forged = {"X-Forwarded-For": f"203.0.113.99, {mine}"}
    assert somebody.post("/api/assess", json={"answers": {}}, headers=forged).status_code == 429


def opened(client: httpx.Client) -> httpx.Response:
    begun = client.post("/api/conversations", json={}).json()
    return client.post(
        f"/api/conversations/{begun['id']}/messages", json={"message": "hello", "message_id": "opening"},
        headers={"Authorization": f"Bearer {begun['key']}"},
    )


BEGIN: dict[str, Callable[[httpx.Client], httpx.Response]] = {
    "with who asks": lambda client: client.post("/api/conversations", json={"role": "teacher"}),
    "with the first message": opened,
}


@pytest.mark.parametrize("begin", BEGIN.values(), ids=BEGIN)
def test_one_address_begins_so_many_conversations_and_goes_on_with_them(
    begin: Callable[[httpx.Client], httpx.Response], somebody: httpx.Client, described: Described
) -> None:
    page = PageConversation(somebody)
    page.open()
    answers = [begin(somebody) for _ in range(TIGHT_CONVERSATIONS)]

    assert {one.status_code for one in answers[:-1]} <= {200, 201}
    assert answers[-1].status_code == 429
    assert described.error(answers[-1])["code"] == "too_many_conversations"
    assert "999" in answers[-1].text
    assert int(answers[-1].headers["retry-after"]) > 60
    page.answer(role="teacher")
    assert page.answers() == {"role": "teacher"}


SLOW = {
    "the head": b"GET / HTTP/1.1\r\nHost: here\r\n",
    "the body": b"POST /api/understand HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n{",
}


@pytest.mark.parametrize("sent", SLOW.values(), ids=SLOW)
def test_who_sends_a_byte_now_and_then_is_let_go(sent: bytes, tight: Server) -> None:
    """Each byte would begin the server's own limits anew."""
    answer = b""
    with socket.create_connection(("127.0.0.1", tight.port), timeout=0.2) as slow:
        slow.sendall(sent)
        until = time.monotonic() + 30
        try:
            while time.monotonic() < until:
                slow.sendall(b" ")
                try:
                    part = slow.recv(65536)
                except TimeoutError:
                    continue
                if not part:
                    break
                answer += part
        except (BrokenPipeError, ConnectionResetError):
            pass
        assert time.monotonic() < until, "the connection was never closed"

    assert answer.startswith(b"HTTP/1.1 408")
    assert b"request_timeout" in answer


def test_who_waits_between_two_requests_is_not_let_go(tight: Server) -> None:
    """The time is for one request and not for the connection."""
    request = b"GET /api/health/live HTTP/1.1\r\nHost: here\r\n\r\n"
    with socket.create_connection(("127.0.0.1", tight.port), timeout=20) as patient:
        for _ in range(2):
            patient.sendall(request)
            assert patient.recv(65536).startswith(b"HTTP/1.1 200")
            time.sleep(1.5)


@pytest.mark.parametrize("open_close", [("[", "]"), ('{"a":', "}")], ids=["lists", "objects"])
@pytest.mark.parametrize("depth", [17, 900, 8_000])
def test_json_in_json_in_json_is_refused(
    open_close: tuple[str, str], depth: int, client: httpx.Client, described: Described
) -> None:
    opening, closing = open_close
    deep = f'{{"answers": {{}}, "more": {opening * depth}1{closing * depth}}}'

    answer = described.check(
        client.post("/api/assess", content=deep, headers={"Content-Type": "application/json"}), "/api/assess"
    )

    assert (answer.status_code, described.error(answer)["code"]) == (400, "invalid_json")
