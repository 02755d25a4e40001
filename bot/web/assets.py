"""The files of the page: a fixed list, so that an address can name nothing else."""

from __future__ import annotations

import hashlib
import posixpath
import re
from functools import lru_cache
from pathlib import Path, PurePosixPath

from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

from bot.web.errors import ApiError

CLIENT = Path(__file__).with_name("client")
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
WIDGET = "widget.js"
# The page for helpline workers has a folder of its own.
FOLDERS = ("", "helpline")
# A page that is open while the server is renewed must not run old modules beside new ones for long.
SECONDS = 60
ENTRY = "assistant.js"
HELPLINE_ENTRY = "helpline/helpline.js"
_IMPORT = re.compile(r'^(?:import|export) [^;]*?"(\.{1,2}/[\w/-]+\.js)";', re.MULTILINE)
# Comments that stand on lines of their own, and indentation. An old office PC need not fetch what only readers need.
_FOR_READERS = re.compile(r"^[ ]*(?://[^\n]*|/\*.*?\*/)\n|^[ ]+", re.MULTILINE | re.DOTALL)
FILES = {
    (PurePosixPath(folder) / path.name).as_posix(): path
    for folder in FOLDERS if (CLIENT / folder).is_dir()
    for path in sorted((CLIENT / folder).iterdir()) if path.suffix in TYPES
}


def modules(entry: str = ENTRY) -> list[str]:
    """The modules that the first screen needs, which the page names so that the browser fetches them all at once."""
    found = [entry]
    for name in found:
        imported = (_beside(name, other) for other in _IMPORT.findall(FILES[name].read_text(encoding="utf-8")))
        found += [other for other in dict.fromkeys(imported) if other not in found]
    return found


async def asset(request: Request, name: str) -> HTTPResponse:
    """A module or a stylesheet of the page."""
    return _sent(request, name)


async def helpline_asset(request: Request, name: str) -> HTTPResponse:
    """A module or a stylesheet of the page for helpline workers."""
    return _sent(request, f"helpline/{name}")


async def widget(request: Request) -> HTTPResponse:
    """The script that puts the assistant into another page."""
    return _sent(request, WIDGET)


def _sent(request: Request, name: str) -> HTTPResponse:
    if name not in FILES:
        raise ApiError(404, "not_found", "There is nothing at this address.")
    content = _content(name, FILES[name].stat().st_mtime_ns)
    headers = {
        "ETag": f'"{hashlib.sha256(content).hexdigest()[:24]}"',
        "Cache-Control": f"public, max-age={SECONDS}",
        # Another page loads them, which is what they are for; everything else of this server may not be.
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return empty(304, headers=headers)
    return raw(content, content_type=TYPES[FILES[name].suffix], headers=headers)


def _beside(name: str, other: str) -> str:
    """The name of what a module imports as "./x.js" or "../x.js"."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), other))


@lru_cache(maxsize=128)
def _content(name: str, _: int) -> bytes:
    return _FOR_READERS.sub("", FILES[name].read_text(encoding="utf-8")).encode()
