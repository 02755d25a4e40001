"""What a line rests on can be looked up for every line that can be shown."""

from __future__ import annotations

import json

from bot.core import checking
from bot.core.knowledge import Knowledge
from bot.core.sources import sources


def test_every_cite_of_everything_shown_leads_to_its_source(knowledge: Knowledge) -> None:
    found = sources(knowledge)

    for collection, item_id, item in checking.items(knowledge):
        if getattr(item, "shown", True):
            assert set(item.cites) <= set(found), f"{collection}/{item_id}"


def test_what_was_added_carries_where_it_is_from_and_when_it_was_checked(knowledge: Knowledge) -> None:
    for cite, source in sources(knowledge).items():
        assert source["says"] == knowledge.says(cite)
        if cite in knowledge.facts:
            fact = knowledge.facts[cite]
            assert source["added"] == (fact.origin == "since_2019")
            assert source["source"]["checked"] == fact.source.checked.isoformat()
            assert source["source"].get("address") == fact.source.address
        else:
            assert (source["added"], source["section"]) == (False, knowledge.paragraphs[cite].section)


def test_no_fact_that_is_not_sure_is_shown(knowledge: Knowledge) -> None:
    unsure = {name for name, fact in knowledge.facts.items() if fact.confidence in ("low", "memory")}

    assert unsure
    assert unsure.isdisjoint(sources(knowledge))
    assert json.loads(json.dumps(sources(knowledge))) == sources(knowledge)
