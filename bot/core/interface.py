"""The text of the page: its keys, and the places that each sentence has. The words stand in interface.yml.

Each sentence is whole: nothing is put together from parts, so that it can be said in another language.
"""

from __future__ import annotations

from typing import Any

from bot.core.knowledge import Knowledge

PLACES: dict[str, tuple[str, ...]] = {
    # What the server writes: the page's frame and the guide.
    "page_title": (), "page_skip": (), "guide_page_title": (),
    "emergency_line": (), "emergency_call": (), "emergency_silent": (),
    "guide_title": (), "guide_intro": (), "guide_alone": (), "guide_to_assistant": (),
    "guide_do_nots": (), "guide_concerns": (), "guide_concerns_intro": (), "guide_examples": (), "guide_steps": (),
    "guide_routes": (), "guide_routes_intro": (),
    "step_who": (), "step_why": (), "step_added": ("checked",), "step_contact": (),
    "route_phone": (), "route_email": (), "route_web": (), "route_open": (), "route_takes": (), "route_does_not_take": (), "route_who": (), "route_where": (),
    "route_checked": ("checked",),
    "footer_edition": ("briefing", "content"),
}


def interface(knowledge: Knowledge) -> dict[str, Any]:
    """`{"lang", "text": {key: sentence}}`, as the page gets it."""
    return {"lang": knowledge.interface.lang, "text": dict(knowledge.interface.text)}


def said(knowledge: Knowledge, key: str, /, **words: object) -> str:
    """A sentence of the page with its places filled in."""
    return knowledge.interface.text[key].format(**words)
