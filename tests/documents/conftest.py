"""Records as hard to print as they get."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.core.answers import Answer, Answers
from bot.core.case import Case, Heard
from bot.core.knowledge import Knowledge
from bot.core.outline import Outline
from bot.core.record import record_outline

AT = datetime(2026, 11, 23, 12, 30, tzinfo=timezone.utc)
HEBREW, ARABIC, EMOJI = "שלום ילדה", "قال لي إنه صديق", "he sent 🥺💔👩‍👧🏳️‍🌈 and 😀"
# Each of these would do something if it were read as anything but text.
INJECTIONS = (
    "<script>window.stolen = 1</script><img src=x onerror='window.stolen = 2'>",
    "</style><style>* { display: none }</style>",
    "#panic() #read(\"/etc/passwd\") $ 1/0 $ *bold* _slanted_ `raw` @label <anchor> \\ // gone /* gone */",
    "{{ 7 * 7 }}{% for x in y %} {curly} {0} %(percent)s",
    "<w:p><w:r><w:t>word</w:t></w:r></w:p> ]]> &amp; &lt; &nosuch; <!-- -->",
    "= no heading\n- no list\n1. no number\n| no | table |",
)


def outline_of(knowledge: Knowledge, *said: str, story: str = "", heard: str = "") -> Outline:
    """The record of a case in which these words were said, each about a question of its own, in turn heard and answered."""
    asked = [question.id for question in knowledge.questions.values() if question.settles]
    answers = [Answer("role", "teacher", "I teach"), *([Answer("own_words", "told", story)] if story else [])]
    for number, (question, words) in enumerate(zip(asked, said, strict=False)):
        value = knowledge.questions[question].values[0]
        answers.append(Answer(question, value, words, "message" if number % 2 else "answer", "told" if number % 4 == 1 else ""))
    waiting = (Heard(asked[len(said)], "yes", heard),) if heard else ()
    return record_outline(knowledge, Case(Answers(tuple(answers)), heard=waiting), at=AT)


@pytest.fixture(scope="session")
def injected(knowledge: Knowledge) -> Outline:
    return outline_of(knowledge, *INJECTIONS, story="\n".join(INJECTIONS), heard=INJECTIONS[2])


@pytest.fixture(scope="session")
def scripts(knowledge: Knowledge) -> Outline:
    """Right-to-left text, emoji, and both beside English."""
    return outline_of(knowledge, HEBREW, ARABIC, EMOJI, f"she wrote {HEBREW} to me", story=f"{ARABIC}\n{HEBREW}\n{EMOJI}")


def long_words() -> tuple[list[str], str]:
    """What was said to nearly every question, and a story as long as one may be."""
    said = [f"Answer {number}: " + "she told me more of it, " * 9 for number in range(38)]
    return [one.strip() for one in said], " ".join(f"Sentence {number} of the story." for number in range(290))


@pytest.fixture(scope="session")
def long_case(knowledge: Knowledge) -> Outline:
    said, story = long_words()
    return outline_of(knowledge, *said, story=story)
