"""The page for helpline workers and its sign-in as HTML."""

from __future__ import annotations

from functools import lru_cache

from sanic.response import HTTPResponse, html

from bot.shared import knowledge
from bot.web import assets
from bot.web.guide import written
from bot.web.headers import FORM_POLICY


def helpline_page(signs_out: bool) -> HTTPResponse:
    """The page of somebody who is signed in. `signs_out`: whether that was here and not at the organisation's proxy."""
    return _shown(_page(signs_out))


def sign_in_page(takes_secrets: bool, told: str = "", status: int = 200) -> HTTPResponse:
    """The sign-in. `told` is the key of a sentence about what became of a try."""
    return _shown(_sign_in(takes_secrets, told), status)


@lru_cache(maxsize=2)
def _page(signs_out: bool) -> str:
    return _written("helpline.html", modules=assets.modules(assets.HELPLINE_ENTRY), signs_out=signs_out)


@lru_cache(maxsize=8)
def _sign_in(takes_secrets: bool, told: str) -> str:
    return _written("helpline_sign_in.html", takes_secrets=takes_secrets, told=told)


def _written(template: str, **words: object) -> str:
    return written(template, word=knowledge().interface.helpline.__getitem__, **words)


def _shown(page: str, status: int = 200) -> HTTPResponse:
    return html(
        page, status=status,
        # With "no-referrer" a browser would send a form without saying from which page it comes.
        headers={"Content-Security-Policy": FORM_POLICY, "Referrer-Policy": "same-origin"},
    )
