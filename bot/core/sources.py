"""What the lines of the assistant rest on, by the ids that they cite."""

from __future__ import annotations

from typing import Any

from bot.core.checking import items
from bot.core.knowledge import Knowledge
from bot.core.model import Fact, Paragraph


def sources(knowledge: Knowledge) -> dict[str, dict[str, Any]]:
    """Every point of the briefing and every added fact that something shown cites, as JSON data by id.

    Keys: `says`, `added` (since the briefing), and `section` for a point of the briefing or `source` for a fact.
    """
    cited = {cite for _, _, item in items(knowledge) if getattr(item, "shown", True) for cite in item.cites}
    return {
        **{name: _paragraph(one) for name, one in knowledge.paragraphs.items() if name in cited},
        **{name: _fact(one) for name, one in knowledge.facts.items() if name in cited},
    }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {"says": paragraph.says, "added": False, "section": paragraph.section}


def _fact(fact: Fact) -> dict[str, Any]:
    source = {"name": fact.source.name, "checked": fact.source.checked.isoformat()}
    if fact.source.address:
        source["address"] = fact.source.address
    return {"says": fact.says, "added": fact.origin == "since_2019", "source": source}
