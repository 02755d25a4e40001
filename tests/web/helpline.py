"""The helpline page without a model and without a network: its channel in this process, with whatever settings a test wants."""

from __future__ import annotations

import asyncio
import ssl
import warnings
from itertools import count
from typing import Any

import httpx
from rasa.core.channels import channel
from sanic import Sanic

from bot.privacy.secret import SecretHash

SECRET = "correct horse battery"
# The cheapest hash there is: what is tested is not its cost.
HASH = str(SecretHash.of(SECRET, cost=1, lanes=1))
KEY = "a key for the tests, thirty-two or more"
WORKER = "203.0.113.9"
# Made once: to read all certificates anew for every client takes longer than the request.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_NUMBERS = count(1)


class Desk:
    """The page as one browser after another reaches it. Made after the settings were set."""

    def __init__(self) -> None:
        from bot.web.helpline.channel import HelplineChannel

        self._app = Sanic(f"helpline-{next(_NUMBERS)}", configure_logging=False)
        channel.register([HelplineChannel()], self._app, route="/webhooks/")
        self._loop = asyncio.new_event_loop()
        self._loop.run_until_complete(self._start())

    def ask(self, method: str, path: str, peer: str = WORKER, cookie: str = "", **parts: Any) -> httpx.Response:
        """One request from an address, with a cookie or without."""
        headers = httpx.Headers(parts.pop("headers", {})).raw
        headers += [(b"Cookie", f"helpline={cookie}".encode())] if cookie else []
        return self._loop.run_until_complete(self._ask(method, path, peer, headers=headers, **parts))

    def sign_in(self, secret: object = SECRET, peer: str = WORKER, **parts: Any) -> httpx.Response:
        return self.ask("POST", "/helpline/sign-in", peer, data={"secret": secret}, **parts)

    def signed_in(self) -> str:
        """The cookie of somebody who signed in."""
        return cookie_of(self.sign_in())

    def close(self) -> None:
        self._loop.close()

    async def _start(self) -> None:
        events: asyncio.Queue[dict[str, str]] = asyncio.Queue()
        await events.put({"type": "lifespan.startup"})
        started: asyncio.Future[Any] = self._loop.create_future()

        async def send(event: Any) -> None:
            started.set_result(event)

        # It goes on waiting for the end, which Sanic takes for a request.
        warnings.filterwarnings("ignore", message="You have set a listener")
        running = asyncio.ensure_future(self._app({"type": "lifespan", "asgi": {"version": "3.0"}}, events.get, send))
        await asyncio.wait({running, started}, return_when=asyncio.FIRST_COMPLETED)
        assert running.cancel(), running.result()

    async def _ask(self, method: str, path: str, peer: str, **parts: Any) -> httpx.Response:
        transport = httpx.ASGITransport(app=self._app, client=(peer, 50_000))
        async with httpx.AsyncClient(transport=transport, base_url="http://helpline.example", trust_env=False, verify=NO_TLS) as client:
            return await client.request(method, path, **parts)


def cookie_of(response: httpx.Response) -> str:
    assert response.status_code == 303, response.text
    return response.cookies["helpline"]
