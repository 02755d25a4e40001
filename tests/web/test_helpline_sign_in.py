"""Who reaches the helpline page, and what everybody else gets to know."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sanic import Sanic

from bot.privacy.secret import SecretHash
from bot.settings import settings
from bot.web.helpline.sessions import IDLE_SECONDS, LONGEST_SECONDS, Sessions
from bot.web.helpline.throttle import MOST_TRIES, SECONDS
from tests.web.helpline import HASH, KEY, SECRET, WORKER, Desk, cookie_of

PROXY = "10.0.0.7"
BY_HEADER = {"HELPLINE_USER_HEADER": "X-Remote-User", "HELPLINE_PROXIES": "10.0.0.7, 10.1.0.0/16, fd00::/8"}
FORMS = ("html", "docx", "pdf", "json", "txt")
API = (
    ("GET", "/api/helpline/content"), ("POST", "/api/helpline/next"), ("POST", "/api/helpline/flags"),
    ("POST", "/api/helpline/clear"), *(("POST", f"/api/helpline/record.{form}") for form in FORMS),
)
PAGES = (("GET", "/helpline"), ("POST", "/helpline/sign-in"), ("POST", "/helpline/sign-out"))


@pytest.fixture(autouse=True)
def _no_trace_in_the_log() -> None:
    """These tests have no server of their own process; the one of the folder is not started for them."""


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> Iterator[Callable[..., Desk]]:
    """Makes a page with these settings and no others of its kind."""
    made: list[Desk] = []
    # Otherwise a second app in one process finds the server's code rewritten by the first, and cannot start.
    monkeypatch.setattr(Sanic, "test_mode", True)

    def make(**ours: str) -> Desk:
        for name in ("HELPLINE_SECRET_HASH", "HELPLINE_USER_HEADER", "HELPLINE_PROXIES", "HELPLINE_SIGNING_KEY"):
            monkeypatch.setenv(name, ours.get(name, ""))
        monkeypatch.setenv("DATABASE_FILE", f"{tmp_path}/conversations.db")
        settings.cache_clear()
        made.append(Desk())
        return made[-1]

    yield make
    for one in made:
        one.close()
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def by_secret(desk: Callable[..., Desk]) -> Desk:
    return desk(HELPLINE_SECRET_HASH=HASH, HELPLINE_SIGNING_KEY=KEY)


def test_without_a_way_to_sign_in_there_is_nothing(desk: Callable[..., Desk]) -> None:
    off = desk(HELPLINE_PROXIES=PROXY, HELPLINE_SIGNING_KEY=KEY)
    nothing = off.ask("GET", "/nothing")
    cookie = Sessions.signed_with(KEY, "").begun()

    for _, path in (*PAGES, *API):
        for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
            for address in (path, f"{path}/"):
                response = off.ask(method, address, PROXY, cookie, headers={"X-Remote-User": "worker"})
                assert (response.status_code, response.text) == (404, nothing.text), (method, address)


def test_nobody_sees_more_than_the_sign_in_without_it(by_secret: Desk) -> None:
    page = by_secret.ask("GET", "/helpline")

    assert page.status_code == 200
    assert 'action="/helpline/sign-in"' in page.text
    assert "<script" not in page.text
    assert "set-cookie" not in page.headers
    answers = {by_secret.ask(method, path).text for method, path in API}
    assert len(answers) == 1
    assert {by_secret.ask(method, path).status_code for method, path in API} == {401}


WRONG = {
    "another": {"data": {"secret": "correct horse batterx"}},
    "in capitals": {"data": {"secret": SECRET.upper()}},
    "empty": {"data": {"secret": ""}},
    "none": {"data": {"word": SECRET}},
    "no form": {"content": b"secret"},
    "as JSON": {"json": {"secret": SECRET}},
    "in the address": {"params": {"secret": SECRET}},
    "the hash itself": {"data": {"secret": HASH}},
    "endless": {"data": {"secret": SECRET * 1000}},
    "too many fields": {"content": "&".join(f"secret=x{number}" for number in range(50)).encode()},
    "no text": {"content": b"secret=%ff%fe\x00", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
    "many parts": {"files": {"secret": ("x", b"correct horse battery")}},
}


def test_every_refusal_is_the_same_and_takes_the_same_work(desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[str] = []
    works = SecretHash.is_of
    monkeypatch.setattr(SecretHash, "is_of", lambda self, secret: worked.append(secret) or works(self, secret))
    on = desk(HELPLINE_SECRET_HASH=HASH)

    refused = [
        on.ask("POST", "/helpline/sign-in", f"203.0.113.{number}", **parts) for number, parts in enumerate(WRONG.values())
    ]

    assert {one.status_code for one in refused} == {401}
    assert len({one.text for one in refused}) == 1
    assert not any("set-cookie" in one.headers for one in refused)
    assert len(worked) == len(WRONG)
    for one in refused:
        assert SECRET not in one.text


def test_where_no_secret_is_taken_every_one_is_refused(desk: Callable[..., Desk]) -> None:
    by_header = desk(**BY_HEADER)

    began = time.perf_counter()
    refused = by_header.sign_in("")

    assert refused.status_code == 401
    assert time.perf_counter() - began > 0.03, "a refusal without any work tells that no secret is taken"
    assert "<form" not in refused.text


def test_the_secret_opens_the_page(by_secret: Desk) -> None:
    response = by_secret.sign_in()
    cookie = cookie_of(response)

    assert response.headers["location"] == "/helpline"
    page = by_secret.ask("GET", "/helpline", cookie=cookie)
    assert 'action="/helpline/sign-out"' in page.text
    assert by_secret.ask("GET", "/api/helpline/content", cookie=cookie).status_code == 200
    assert by_secret.ask("POST", "/api/helpline/clear", cookie=cookie).headers["clear-site-data"] == '"cache"'


@pytest.mark.parametrize("sent", ["a,b=1", "[=1", "helpline=x; \xe9=1", ";;;", "=", "helpline"])
def test_what_is_no_cookie_opens_nothing_and_breaks_nothing(sent: str, by_secret: Desk) -> None:
    """Found by chance: a name with a comma in it was an error of the server."""
    response = by_secret.ask("GET", "/api/helpline/content", headers={"Cookie": sent.encode("latin-1")})

    assert response.status_code == 401


def test_the_cookie_is_for_this_server_and_no_script(by_secret: Desk) -> None:
    plain = by_secret.sign_in().headers["set-cookie"]
    secure = [
        by_secret.sign_in(headers=headers).headers["set-cookie"]
        for headers in ({"X-Forwarded-Proto": "https"}, {"Forwarded": 'for=192.0.2.1;proto="https"'})
    ]

    value, *attributes = plain.split("; ")
    assert attributes == ["Path=/", f"Max-Age={IDLE_SECONDS}", "HttpOnly", "SameSite=Strict"]
    assert [one.split("; ")[1:] for one in secure] == [[*attributes, "Secure"]] * 2
    assert "correct" not in value


def test_over_https_the_cookie_can_be_set_by_no_other_host(by_secret: Desk) -> None:
    https = {"X-Forwarded-Proto": "https"}
    name, _, value = by_secret.sign_in(headers=https).headers["set-cookie"].split(";")[0].partition("=")

    assert name == "__Host-helpline"
    assert by_secret.ask("GET", "/api/helpline/content", headers={**https, "Cookie": f"{name}={value}"}).status_code == 200
    # Another host of the organisation can set a cookie of the plain name.
    assert by_secret.ask("GET", "/api/helpline/content", cookie=value, headers=https).status_code == 401
    out = by_secret.ask("POST", "/helpline/sign-out", headers={**https, "Cookie": f"{name}={value}"})
    assert out.headers["set-cookie"].startswith("__Host-helpline=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure")
    assert by_secret.ask("GET", "/api/helpline/content", headers={**https, "Cookie": f"{name}={value}"}).status_code == 401


def test_a_session_goes_on_with_each_request(by_secret: Desk) -> None:
    old = cookie_from(IDLE_SECONDS - 60)

    renewed = by_secret.ask("POST", "/api/helpline/next", cookie=old, json={"answers": {}}).cookies["helpline"]

    assert renewed.split(".")[:2] == old.split(".")[:2]
    assert int(renewed.split(".")[2]) > int(old.split(".")[2])
    assert by_secret.ask("GET", "/api/helpline/content", cookie=renewed).status_code == 200


def cookie_from(seconds_ago: float, key: str = KEY, secret: str = HASH) -> str:
    return Sessions.signed_with(key, secret, lambda: time.time() - seconds_ago).begun()


def long_shift() -> str:
    """The cookie of somebody who began too long ago and was busy all the time."""
    now = time.time()
    at = [now - LONGEST_SECONDS - 60]
    sessions = Sessions.signed_with(KEY, HASH, lambda: at[0])
    cookie = sessions.begun()
    while at[0] < now - IDLE_SECONDS:
        at[0] = min(at[0] + IDLE_SECONDS - 1, now - 61)
        renewed = sessions.renewed(cookie)
        assert renewed
        cookie = renewed
    return cookie


def tampered() -> list[str]:
    good = cookie_from(0)
    name, began, seen, mark = good.split(".")
    later = str(int(seen) + 3600)
    return [
        f"x{name}.{began}.{seen}.{mark}", f"{name}.{later}.{seen}.{mark}", f"{name}.{began}.{later}.{mark}",
        f"{name}.{began}.{seen}.{mark[::-1]}", f"{name}.{began}.{seen}.", f"{name}.{began}.{seen}", f"{name}.{began}.{mark}", mark,
        f"{good}.", f".{good}", f"{good}=", good.upper(), good * 20, "....", ".", "-1.-1.-1.-1", "%00", '"', "x" * 5000, "null",
    ]


BAD_COOKIES = {
    "idle too long": lambda: [cookie_from(IDLE_SECONDS + 1)],
    "signed in too long": lambda: [long_shift()],
    "of another key": lambda: [cookie_from(0, key="another key that is long enough too")],
    "of an older secret": lambda: [cookie_from(0, secret="scrypt:of-an-older-one")],
    "tampered with": tampered,
}


@pytest.mark.parametrize("kind", BAD_COOKIES)
def test_a_cookie_that_is_not_good_counts_for_nothing(kind: str, by_secret: Desk) -> None:
    without = by_secret.ask("GET", "/api/helpline/content")

    for cookie in BAD_COOKIES[kind]():
        answer = by_secret.ask("GET", "/api/helpline/content", cookie=cookie)
        assert (answer.status_code, answer.text) == (401, without.text), cookie
        assert "set-cookie" not in answer.headers
        assert 'action="/helpline/sign-in"' in by_secret.ask("GET", "/helpline", cookie=cookie).text


def test_a_cookie_outlives_no_start_without_a_key(desk: Callable[..., Desk]) -> None:
    before = desk(HELPLINE_SECRET_HASH=HASH).signed_in()

    assert desk(HELPLINE_SECRET_HASH=HASH).ask("GET", "/api/helpline/content", cookie=before).status_code == 401
    kept = desk(HELPLINE_SECRET_HASH=HASH, HELPLINE_SIGNING_KEY=KEY).signed_in()
    again = desk(HELPLINE_SECRET_HASH=HASH, HELPLINE_SIGNING_KEY=KEY)
    assert again.ask("GET", "/api/helpline/content", cookie=kept).status_code == 200


def test_signing_out_ends_the_session_for_whoever_copied_it(by_secret: Desk) -> None:
    cookie, other = by_secret.signed_in(), by_secret.signed_in()

    out = by_secret.ask("POST", "/helpline/sign-out", cookie=cookie)

    assert (out.status_code, out.headers["location"], out.headers["clear-site-data"]) == (303, "/helpline", '"cache"')
    assert out.headers["set-cookie"].startswith("helpline=; Path=/; Max-Age=0")
    assert by_secret.ask("GET", "/api/helpline/content", cookie=cookie).status_code == 401
    assert by_secret.ask("GET", "/api/helpline/content", cookie=other).status_code == 200
    assert by_secret.ask("POST", "/helpline/sign-out").status_code == 303


FORGED = {
    "from elsewhere": (WORKER, {"X-Remote-User": "worker"}),
    "from the next address": ("10.0.0.8", {"X-Remote-User": "worker"}),
    "by what it says of itself": (WORKER, {"X-Remote-User": "worker", "X-Forwarded-For": PROXY, "X-Real-IP": PROXY,
                                           "Forwarded": f"for={PROXY}"}),
    "twice": (PROXY, [("X-Remote-User", "worker"), ("X-Remote-User", "another")]),
    "empty": (PROXY, {"X-Remote-User": " "}),
    "another header": (PROXY, {"X-Remote-Users": "worker"}),
    "none": (PROXY, {}),
    "from no address": ("", {"X-Remote-User": "worker"}),
}


@pytest.mark.parametrize(("peer", "headers"), FORGED.values(), ids=FORGED)
def test_a_header_that_the_proxy_did_not_set_counts_for_nothing(
    peer: str, headers: Any, desk: Callable[..., Desk]
) -> None:
    by_header = desk(**BY_HEADER)

    for method, path in API:
        answer = by_header.ask(method, path, peer, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "sign_in_needed")


@pytest.mark.parametrize("peer", [PROXY, "10.1.200.3", "fd00::7", "::ffff:10.0.0.7"])
def test_whom_the_proxy_names_is_signed_in_without_a_cookie(peer: str, desk: Callable[..., Desk]) -> None:
    by_header = desk(**BY_HEADER)

    page = by_header.ask("GET", "/helpline", peer, headers=[(b"x-remote-user", "Zoë".encode())])
    content = by_header.ask("GET", "/api/helpline/content", peer, headers={"X-Remote-User": "worker"})

    assert (page.status_code, content.status_code) == (200, 200)
    assert "sign-in" not in page.text + page.headers.get("set-cookie", "")
    assert "sign-out" not in page.text, "signing out is the proxy's"
    assert "worker" not in page.text
    assert "set-cookie" not in content.headers


def test_without_the_setting_the_header_counts_from_nowhere(desk: Callable[..., Desk]) -> None:
    on = desk(HELPLINE_SECRET_HASH=HASH, HELPLINE_PROXIES=PROXY)

    assert on.ask("GET", "/api/helpline/content", PROXY, headers={"X-Remote-User": "worker"}).status_code == 401


def test_too_many_tries_have_to_wait_whatever_they_try(by_secret: Desk) -> None:
    tries = [by_secret.sign_in("wrong wrong wrong") for _ in range(MOST_TRIES)]

    late = by_secret.sign_in()

    assert {one.status_code for one in tries} == {401}
    assert late.status_code == 429
    assert 0 < int(late.headers["retry-after"]) <= SECONDS
    assert "set-cookie" not in late.headers
    assert by_secret.sign_in(headers={"X-Forwarded-For": "198.51.100.1"}).status_code == 429, "it says so itself"
    assert by_secret.sign_in(peer="198.51.100.1").status_code == 303


def test_who_runs_it_sees_tries_that_failed_and_neither_secret_nor_address(
    by_secret: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(MOST_TRIES + 1):
        by_secret.sign_in("wrong wrong wrong")

    assert [caplog.text.count(one) for one in ("was refused", "has to wait")] == [MOST_TRIES, 1]
    assert "wrong wrong" not in caplog.text
    assert WORKER not in caplog.text


def test_who_got_in_begins_anew(by_secret: Desk) -> None:
    for _ in range(2):
        for _ in range(MOST_TRIES - 1):
            by_secret.sign_in("wrong wrong wrong")
        assert by_secret.sign_in().status_code == 303


def test_behind_the_proxy_each_address_has_its_own_tries(desk: Callable[..., Desk]) -> None:
    on = desk(HELPLINE_SECRET_HASH=HASH, HELPLINE_PROXIES=f"{PROXY}, 10.1.0.0/16")
    attacker = {"X-Forwarded-For": "203.0.113.66"}
    for number in range(MOST_TRIES):
        # What came before the proxy's own word is the attacker's.
        on.sign_in("wrong", PROXY, headers={"X-Forwarded-For": f"192.0.2.{number}, 203.0.113.66"})

    assert on.sign_in(peer=PROXY, headers=attacker).status_code == 429
    assert on.sign_in(peer=PROXY, headers={"X-Forwarded-For": "203.0.113.66, 10.1.0.5"}).status_code == 429
    assert on.sign_in(peer=PROXY, headers={"X-Forwarded-For": "203.0.113.67"}).status_code == 303


@pytest.mark.parametrize(("method", "path"), [*API, ("POST", "/helpline/sign-in"), ("POST", "/helpline/sign-out")])
def test_a_page_of_another_origin_reaches_nothing(method: str, path: str, by_secret: Desk) -> None:
    headers = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    answer = by_secret.ask(method, path, cookie=by_secret.signed_in(), headers=headers)

    assert answer.status_code == 403
    assert not any(name.startswith("access-control-") for name in answer.headers)


def test_the_page_may_send_its_forms_and_nothing_else_more(by_secret: Desk) -> None:
    for cookie in ("", by_secret.signed_in()):
        headers = by_secret.ask("GET", "/helpline", cookie=cookie).headers
        assert "form-action 'self'" in headers["content-security-policy"]
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
        assert headers["cache-control"] == "no-store"
