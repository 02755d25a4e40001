"""The guide holds what a person without scripts needs: every concern with its steps, every route with its hours."""

from __future__ import annotations

import html
import re
from itertools import pairwise

import httpx
import pytest

from bot.core.answers import Answers
from bot.core.assessment import assess
from bot.core.hours import spoken
from bot.core.knowledge import Knowledge
from bot.core.model import LABEL_IDS, NATIONS


@pytest.fixture(scope="module")
def guide(client: httpx.Client) -> str:
    return client.get("/guide").text


def words(markup: str) -> str:
    """What stands there to be read, without tags and with single blanks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def details(guide: str, found_by: str) -> str:
    """The part that opens, of which `found_by` is in the markup."""
    parts = [part for part in re.findall(r"<details.*?</details>", guide, re.DOTALL) if found_by in part]
    assert len(parts) == 1, found_by
    return words(parts[0])


@pytest.mark.parametrize("nation", NATIONS)
@pytest.mark.parametrize("label", LABEL_IDS)
def test_each_concern_has_the_steps_that_its_assessment_gives_in_each_nation(
    label: str, nation: str, guide: str, knowledge: Knowledge
) -> None:
    shown = details(guide, f'id="concern-{label}"')

    steps = assess(knowledge, Answers.of(**{label: "yes", "nation": nation})).steps
    assert knowledge.labels[label].name in shown
    assert len(steps) > 5
    for step in steps:
        assert step.do in shown
        assert step.who in shown
        assert step.why in shown
        if step.route:
            assert step.route.name in shown
            assert step.route.phone in shown


@pytest.mark.parametrize("label", LABEL_IDS)
def test_the_steps_stand_in_the_order_in_which_they_are_to_be_done(label: str, guide: str, knowledge: Knowledge) -> None:
    shown = details(guide, f'id="concern-{label}"')

    for nation in NATIONS:
        steps = assess(knowledge, Answers.of(**{label: "yes", "nation": nation})).steps
        places = [shown.index(step.do) for step in steps]
        assert places == sorted(places)


def test_every_route_that_may_be_shown_is_there_with_what_it_takes(guide: str, knowledge: Knowledge) -> None:
    for route in knowledge.routes.values():
        if not route.shown:
            assert f'id="route-{route.id}"' not in guide
            assert route.name not in words(guide)
            continue
        shown = details(guide, f'id="route-{route.id}"')
        for told in (route.name, route.phone, route.email, spoken(knowledge.phrase, route.hours), route.takes, route.does_not_take,
                     route.who, route.note, route.checked.isoformat()):
            assert told in shown, (route.id, told)


def test_every_link_inside_the_guide_leads_somewhere(guide: str) -> None:
    targets = set(re.findall(r'id="([^"]+)"', guide))
    links = set(re.findall(r'href="#([^"]+)"', guide))

    assert len(links) > 20
    assert links <= targets


def test_numbers_can_be_called_where_they_are_numbers(guide: str, knowledge: Knowledge) -> None:
    called = set(re.findall(r'href="tel:([^"]*)"', guide))

    assert {"999", "101", "08001111"} <= called
    assert called == {
        route.phone.replace(" ", "") for route in knowledge.routes.values()
        if route.shown and route.phone.replace(" ", "").isdigit()
    }
    assert "text SHOUT to 85258" in words(guide)


def test_what_has_been_added_since_the_briefing_is_marked(guide: str, knowledge: Knowledge) -> None:
    for label in LABEL_IDS:
        shown = details(guide, f'id="concern-{label}"')
        for step in assess(knowledge, Answers.of(**{label: "yes"})).steps:
            marked = f"{step.why} Added since the briefing of 2019" in shown
            assert marked == (step.origin == "since_2019"), step.id


def test_it_says_whose_it_is_and_of_when(guide: str, knowledge: Knowledge) -> None:
    shown = words(guide)

    for told in (knowledge.edition.independence, knowledge.edition.successor, knowledge.edition.prompt_only,
                 knowledge.edition.content):
        assert told in shown


def test_what_not_to_do_stands_before_the_steps(guide: str, knowledge: Knowledge) -> None:
    shown = words(guide)

    first_step = shown.index(knowledge.labels["identity"].summary)
    for step in ("do_not_question", "do_not_confront", "do_not_view"):
        assert shown.index(knowledge.steps[step].do) < first_step


def test_headings_go_down_one_level_at_a_time(guide: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", guide)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
