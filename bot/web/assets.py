"""The files of the page: a fixed list, so that an address can name nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

from bot.web.errors import ApiError

CLIENT = Path(__file__).with_name("client")
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
WIDGET = "widget.js"
FILES = {path.name: path for path in sorted(CLIENT.iterdir()) if path.suffix in TYPES}
# A page that is open while the server is renewed must not run old modules beside new ones for long.
SECONDS = 60


def modules() -> list[str]:
    """The modules of the assistant, which the page names so that the browser fetches them at once."""
    return [name for name in FILES if name.endswith(".js") and name != WIDGET]


async def asset(request: Request, name: str) -> HTTPResponse:
    """A module or a stylesheet of the page."""
    return _sent(request, name)


async def widget(request: Request) -> HTTPResponse:
    """The script that puts the assistant into another page."""
    return _sent(request, WIDGET)


def _sent(request: Request, name: str) -> HTTPResponse:
    if name not in FILES:
        raise ApiError(404, "not_found", "There is nothing at this address.")
    content = FILES[name].read_bytes()
    headers = {
        "ETag": f'"{hashlib.sha256(content).hexdigest()[:24]}"',
        "Cache-Control": f"public, max-age={SECONDS}",
        # Another page loads them, which is what they are for; everything else of this server may not be.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return empty(304, headers=headers)
    return raw(content, content_type=TYPES[FILES[name].suffix], headers=headers)
