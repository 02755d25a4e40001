"""Sessions of the helpline page as signed cookies: the server keeps no table of who is signed in, and no names."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

# A screen that was left is closed after half an hour. During a call every fragment that is typed begins it anew.
IDLE_SECONDS = 30 * 60
# Nobody is signed in longer than a long shift, however busy it is.
LONGEST_SECONDS = 10 * 60 * 60
_MOST_CHARACTERS = 200


@dataclass(frozen=True)
class Session:
    """`began` and `seen` are seconds since 1970."""

    id: str
    began: int
    seen: int


class Sessions:
    """Makes and reads the cookies of one server. `clock` gives the time in seconds."""

    def __init__(self, key: bytes, clock: Callable[[], float] = time.time) -> None:
        self._key = key
        self._clock = clock
        self._ended: dict[str, int] = {}

    @classmethod
    def signed_with(cls, signing_key: str, secret: str, clock: Callable[[], float] = time.time) -> Sessions:
        """With the key of the settings, or a new one. A new secret ends what the old one began."""
        key = signing_key.encode() or os.urandom(32)
        return cls(hmac.digest(key, b"helpline-sessions:" + secret.encode(), "sha256"), clock)

    def begun(self) -> str:
        """The cookie of a new session."""
        now = int(self._clock())
        return self._signed(Session(secrets.token_urlsafe(16), now, now))

    def renewed(self, cookie: str) -> str | None:
        """The cookie to go on with; None when this one is not ours, was tampered with, ended or has run out."""
        session = self._read(cookie)
        return self._signed(Session(session.id, session.began, int(self._clock()))) if session else None

    def end(self, cookie: str) -> None:
        """Ends a session for good: whoever copied its cookie cannot go on with it either."""
        session = self._read(cookie)
        now = int(self._clock())
        self._ended = {one: until for one, until in self._ended.items() if until > now}
        if session:
            self._ended[session.id] = session.began + LONGEST_SECONDS

    def _read(self, cookie: str) -> Session | None:
        body, _, mark = cookie.rpartition(".")
        if len(cookie) > _MOST_CHARACTERS or not hmac.compare_digest(self._mark(body), mark.encode(errors="replace")):
            return None
        # What carries our mark has our form.
        name, began, seen = body.split(".")
        session = Session(name, int(began), int(seen))
        now = self._clock()
        fresh = now - session.seen < IDLE_SECONDS and now - session.began < LONGEST_SECONDS
        return session if fresh and session.id not in self._ended else None

    def _signed(self, session: Session) -> str:
        body = f"{session.id}.{session.began}.{session.seen}"
        return f"{body}.{self._mark(body).decode()}"

    def _mark(self, body: str) -> bytes:
        digest = hmac.digest(self._key, body.encode(errors="replace"), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).rstrip(b"=")
