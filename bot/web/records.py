"""The record of a conversation as an answer of the server: made on request, handed over, kept nowhere."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import datetime, timezone

from sanic.response import HTTPResponse, raw

from bot.core.case import Case
from bot.core.hours import UK
from bot.core.knowledge import Knowledge
from bot.core.outline import Outline
from bot.core.record import record, record_outline
from bot.documents import docx, html, pdf, text

FORMS = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
}
RENDERERS: dict[str, Callable[[Outline], str | bytes]] = {
    "html": html.render, "docx": docx.render, "pdf": pdf.render, "txt": text.render,
}


async def answer(form: str, knowledge: Knowledge, case: Case) -> HTTPResponse:
    """The record in this form. Its file name tells the day and nothing about anybody."""
    at = datetime.now(timezone.utc)
    # A document takes some tenths of a second, in which other conversations go on.
    made = await asyncio.get_running_loop().run_in_executor(None, _made, form, knowledge, case, at)
    # The page is there to be looked at and printed; everything else is there to be saved.
    shown = "inline" if form == "html" else "attachment"
    return raw(
        made.encode() if isinstance(made, str) else made,
        content_type=FORMS[form],
        headers={
            "Content-Disposition": f'{shown}; filename="record-{at.astimezone(UK):%Y-%m-%d}.{form}"',
            # Its own style stands inside the page, so that a saved record looks right alone.
            **({"Content-Security-Policy": f"{html.policy()}; frame-ancestors 'none'"} if form == "html" else {}),
        },
    )


def _made(form: str, knowledge: Knowledge, case: Case, at: datetime) -> str | bytes:
    if form == "json":
        return json.dumps(record(knowledge, case, at=at), ensure_ascii=False)
    return RENDERERS[form](record_outline(knowledge, case, at=at))
