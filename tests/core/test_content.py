"""The content against its source, counted here on its own and not by the check that guards it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from bot.core import asking, checking
from bot.core.knowledge import Knowledge
from bot.core.loading import CONTENT
from bot.core.yaml_files import read_yaml

MECHANISMS = ("identity", "unsupervised_contact", "online_communities", "professional_contact", "self_generated_images",
              "harmful_content", "professional_awareness")
PRACTICE = ("train", "friends", "relate", "impact", "report", "experts", "serious")
POINTS = {("intro",): 9, ("harm",): 6, MECHANISMS: 49, ("policy",): 9, PRACTICE: 36, ("rep",): 13, ("gap",): 13}
PHONES = {
    "police999": "999", "police101": "101", "crimestoppers": "0800 555 111", "rph": "0345 6000 459",
    "actearly": "0800 011 3764", "athotline": "0800 789 321", "reportfraud": "0300 123 2040", "nspcc": "0808 800 5000",
    "nspcc-whistle": "0800 028 0285", "childline": "0800 1111", "posh": "0344 381 4772", "stopitnow": "0808 1000 900",
    "samaritans": "116 123", "papyrus": "0800 068 4141", "shout": "text SHOUT to 85258", "beat": "0808 801 0432",
    "resws": "028 9504 9999", "allegation-sco": "101", "csods": "101", "csods-sco": "101", "dvds": "101", "dsdas": "101",
}
EMAILS = {"nspcc": "help@nspcc.org.uk", "posh": "helpline@saferinternet.org.uk", "samaritans": "jo@samaritans.org",
          "papyrus": "pat@papyrus-uk.org"}
OTHER_NUMBERS = {"18000", "18001", "18001 101"}
NUMBER = re.compile(r"\b(?:0\d[\d ]{7,}\d|116 \d{3}|1800[01](?: 101)?|\d{5,6})\b")


def raw_content() -> dict[str, Any]:
    return {path.name: read_yaml(path)[0] for path in sorted(CONTENT.glob("*.yml"))}


def fields(value: Any, name: str) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from one if key == name else fields(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from fields(one, name)


@pytest.mark.parametrize(("sections", "count"), POINTS.items(), ids=lambda value: str(value)[:20])
def test_every_point_of_the_briefing_is_there(sections: tuple[str, ...], count: int) -> None:
    points = [point for point in raw_content()["source.yml"]["paragraphs"] if point.rpartition(".")[0] in sections]
    assert len(points) == count


def test_every_point_of_the_briefing_is_used_or_its_absence_explained() -> None:
    raw = raw_content()
    source = raw.pop("source.yml")
    cited = set(fields(raw, "cites"))
    points = set(source["paragraphs"])
    assert points - cited == set(source["unused"])
    assert all(len(reason.split()) >= 3 for reason in source["unused"].values())


def test_a_person_is_never_asked_more_than_45_questions(knowledge: Knowledge) -> None:
    assert len(knowledge.questions) <= 45


def test_every_question_about_the_child_can_be_answered_with_not_sure(knowledge: Knowledge) -> None:
    for question in knowledge.questions.values():
        offered = [option["value"] for option in asking.described(knowledge, question, 1)["options"]]
        if question.settles:
            assert "not_sure" in offered, question.id
        if question.settles and not question.options:
            assert offered == ["yes", "no", "not_sure"], question.id
        if question.kind in ("start", "own_words"):
            assert offered[-1] == "skip", question.id


def test_a_button_sends_what_the_assistant_reads(knowledge: Knowledge) -> None:
    for question in knowledge.questions.values():
        for option in asking.described(knowledge, question, 1)["options"]:
            found = asking.PAYLOAD.fullmatch(option["payload"])
            assert found is not None
            assert (found["question"], found["value"]) == (question.id, option["value"])


def test_the_contacts_are_exactly_those_that_were_confirmed(knowledge: Knowledge) -> None:
    shown = [route for route in knowledge.routes.values() if route.shown]
    assert {route.id: route.phone for route in shown if route.phone} == PHONES
    assert {route.id: route.email for route in shown if route.email} == EMAILS


def test_no_text_names_a_number_that_was_not_confirmed(knowledge: Knowledge) -> None:
    confirmed = {*PHONES.values(), *OTHER_NUMBERS, "85258"}
    texts = [str(item) for _, _, item in checking.items(knowledge) if getattr(item, "shown", True)]
    found = {number for text in (*texts, *knowledge.phrases.values()) for number in NUMBER.findall(text)}
    assert found
    assert found - confirmed == set()


def test_no_two_questions_ask_the_same(knowledge: Knowledge) -> None:
    assert [ask for ask, count in Counter(one.ask for one in knowledge.questions.values()).items() if count > 1] == []


@pytest.mark.parametrize("forbidden", [r"\?.+\?.+\?", r"\bwhy did(n't)? (you|the child)\b", r"\bshow me\b"])
def test_the_advice_for_finding_out_never_interrogates(knowledge: Knowledge, forbidden: str) -> None:
    for question in knowledge.questions.values():
        if question.unsure:
            assert not re.search(forbidden, question.unsure.find_out, re.IGNORECASE), question.id
            assert question.unsure.stop
