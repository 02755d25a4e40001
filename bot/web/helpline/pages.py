"""The page for helpline workers and its sign-in as HTML."""

from __future__ import annotations

from sanic.response import HTTPResponse, html

from bot.shared import knowledge
from bot.web import assets
from bot.web.guide import written
from bot.web.headers import FORM_POLICY


def helpline_page(signs_out: bool) -> HTTPResponse:
    """The page of somebody who is signed in. `signs_out`: whether that was here and not at the organisation's proxy."""
    return _shown("helpline.html", 200, modules=assets.modules(assets.HELPLINE_ENTRY), signs_out=signs_out)


def sign_in_page(takes_secrets: bool, told: str = "", status: int = 200) -> HTTPResponse:
    """The sign-in. `told` is the key of a sentence about what became of a try."""
    return _shown("helpline_sign_in.html", status, takes_secrets=takes_secrets, told=told)


def _shown(template: str, status: int, **words: object) -> HTTPResponse:
    text = knowledge().interface.helpline
    return html(
        written(template, word=text.__getitem__, **words), status=status,
        # With "no-referrer" a browser would send a form without saying from which page it comes.
        headers={"Content-Security-Policy": FORM_POLICY, "Referrer-Policy": "same-origin"},
    )
