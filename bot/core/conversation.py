"""What happens in a turn: from a case and what a message means to the next case and what is said.

Pure functions, one for each thing that a person can do. Rasa's actions call them and translate; nothing here knows
where a message came from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any, Literal

from bot.core import asking, wording
from bot.core.advice import Advice, advise, in_order
from bot.core.answers import NO, NOT_SURE, SKIP, YES, Answer, Answers
from bot.core.assessment import Assessment, assess
from bot.core.case import Case, Heard, labels_heard, standing_question
from bot.core.guidance import newly_due, route_now, to_do
from bot.core.interview import progress
from bot.core.knowledge import Knowledge
from bot.core.model import FIRST_MOVES, Question
from bot.core.reading import Reading

ROLE_AND_NATION = ("role", "nation")
TOLD = "told"
MISSES_BEFORE_MOVING_ON = 2
# "Ring 999" tells of danger and nothing else; with as many words as this something was told.
WORDS_OF_A_STORY = 6
Part = Literal["heard", "answers", "result"]
# Of all that is told in one conversation: as much as one message may hold.
MOST_TOLD = 8_000


@dataclass(frozen=True)
class Message:
    """One message of the assistant. `question` carries the question that stands, as data with buttons.

    `part` names what a page shows better than as a message: what was heard, the list of answers, the result.
    """

    text: str
    question: dict[str, Any] | None = None
    part: Part | None = None


@dataclass(frozen=True)
class Turn:
    """`forgotten`: the conversation is to be deleted from wherever it is kept."""

    case: Case
    messages: tuple[Message, ...]
    forgotten: bool = False


def open_conversation(knowledge: Knowledge, case: Case) -> Turn:
    """The opening, then the question that stands."""
    return _standing(knowledge, case, wording.opening(knowledge))


def answer(knowledge: Knowledge, case: Case, reading: Reading) -> Turn:
    """An answer to the question that stands, or by payload to any question; with whatever else was said beside it."""
    question = knowledge.questions.get(reading.question or "")
    if question is None or not _offered(question, reading.value):
        return _standing(knowledge, case, [knowledge.phrase("unknown_answer")])
    if question.kind == "confirm":
        return _confirm(knowledge, case, reading)
    if question.kind == "after":
        return _afterwards(knowledge, case, reading)
    value = reading.value or SKIP
    before = case
    given = _passed_over(case, question, reading.said) if value == SKIP else Answer(question.id, value, reading.said)
    settled = _without_role_to_confirm(case.settled(given).hearing(*reading.heard))
    said = [knowledge.phrase("changed")] if case.reopened == question.id and question.id in case.answers else []
    said += _acknowledged(knowledge, question, value)
    if len(settled.heard) > len(before.heard):
        said.append(knowledge.phrase("heard_more"))
    return _moved_on(knowledge, before, settled, said)


def describe(knowledge: Knowledge, case: Case, reading: Reading) -> Turn:
    """Free text about what is happening, at any point: reflected as statements to confirm or correct."""
    question = standing_question(knowledge, case)
    told = case.hearing(*reading.heard)
    if _telling(case) or question.kind == "own_words" or labels_heard(told):
        told = _with_story(told, reading.said)
    if told.reopened == "own_words":
        told = replace(told, reopened=None)
    told = replace(_without_role_to_confirm(told), misses=0)
    said = [] if told.heard else [knowledge.phrase("heard_nothing")]
    return _moved_on(knowledge, case, told, said)


def danger(knowledge: Knowledge, case: Case, reading: Reading) -> Turn:
    """The emergency card at once, from anywhere; then the question that stands."""
    told = case.hearing(*reading.heard)
    asked = standing_question(knowledge, case).kind == "own_words" and len(reading.said.split()) >= WORDS_OF_A_STORY
    if asked or (reading.heard and (_telling(case) or len(labels_heard(told)) > 1)):
        told = replace(_with_story(told, reading.said), reopened=None)
    return _standing(knowledge, replace(_without_role_to_confirm(told), misses=0), wording.emergency(knowledge))


def back(knowledge: Knowledge, case: Case) -> Turn:
    """The question before the one that stands; its answer stays until another is given."""
    answered = [one for one in case.answers if one != "review"]
    if case.reopened in answered:
        answered = answered[: answered.index(case.reopened)]
    if not answered:
        return _standing(knowledge, case, [knowledge.phrase("back_nothing")])
    return _standing(knowledge, replace(case, reopened=answered[-1], misses=0), [knowledge.phrase("back")])


def why(knowledge: Knowledge, case: Case) -> Turn:
    """Why the question that stands is asked, and where that comes from."""
    question = standing_question(knowledge, case)
    section = asking.section(knowledge, question)
    text = (
        knowledge.phrase("why", why=question.why, section=section) if section
        else knowledge.phrase("why_added", why=question.why)
    )
    return _aside(knowledge, case, [text])


def explain(knowledge: Knowledge, case: Case) -> Turn:
    """The question that stands in other words: what yes and no would mean, and how to find out."""
    question = standing_question(knowledge, case)
    if question.unsure and question.denied:
        text = knowledge.phrase("explain", statement=question.statement, denied=question.denied,
                                find_out=question.unsure.find_out)
    else:
        text = knowledge.phrase("explain_open", why=question.why)
    return _aside(knowledge, case, [text])


def change(knowledge: Knowledge, case: Case, reading: Reading) -> Turn:
    """An earlier answer is to be changed: its question stands again, or the list is shown to choose from."""
    target = reading.question
    if target is None or target not in wording.changeable(knowledge, case.answers):
        texts = [_answers(knowledge, case)]
        if wording.changeable(knowledge, case.answers):
            texts.append(Message(knowledge.phrase("change_which")))
        return _standing(knowledge, replace(case, misses=0), texts)
    return _standing(knowledge, replace(case, reopened=target, misses=0), [])


def show_answers(knowledge: Knowledge, case: Case) -> Turn:
    return _aside(knowledge, case, [_answers(knowledge, case)])


def show_result(knowledge: Knowledge, case: Case) -> Turn:
    """The advice as it stands, at any point."""
    return _standing(knowledge, replace(case, misses=0), _result(knowledge, case))


def show_progress(knowledge: Knowledge, case: Case) -> Turn:
    where = progress(knowledge, case.answers)
    return _aside(knowledge, case, [knowledge.phrase("progress", number=where.number, of=where.of)])


def carry_on(knowledge: Knowledge, case: Case) -> Turn:
    """The question that stands again; at the list of answers, "continue" is the answer."""
    question = standing_question(knowledge, case)
    if question.kind == "review":
        return answer(knowledge, case, Reading("answer", "continue", question.id, "continue"))
    return _standing(knowledge, replace(case, misses=0), [])


def aside(knowledge: Knowledge, case: Case, reading: Reading) -> Turn:
    """A question of the person's own, answered from the content; then the same question again."""
    return _aside(knowledge, case, _topic(knowledge, case, reading.topic))


def say(knowledge: Knowledge, case: Case, *phrases: str) -> Turn:
    """Sentences of the assistant, then the same question again."""
    return _aside(knowledge, case, [knowledge.phrase(name) for name in phrases])


def stop(knowledge: Knowledge, case: Case) -> Turn:
    """Where things stand, and nothing more asked."""
    texts = [knowledge.phrase("stopped")]
    if case.answers or case.heard:
        texts.insert(0, wording.advice(knowledge, assessment_of(knowledge, case)))
    return Turn(replace(case, misses=0), tuple(Message(text) for text in texts))


def start_again(knowledge: Knowledge, case: Case) -> Turn:
    """A new case; who the person is stays."""
    kept = tuple(answer for question, answer in case.answers.items() if question in ROLE_AND_NATION)
    return _standing(knowledge, Case(Answers(kept)), [knowledge.phrase("started_again")])


def forget(knowledge: Knowledge) -> Turn:
    return Turn(Case(), (Message(knowledge.phrase("forgotten")),), forgotten=True)


def unclear(knowledge: Knowledge, case: Case, reading: Reading) -> Turn:
    """Not understood: the question again, then its answers to choose from, then on without it. Never a loop."""
    question = standing_question(knowledge, case)
    missed = replace(case, misses=case.misses + 1)
    if missed.misses == 1:
        text = knowledge.phrase("unclear" if reading.said.strip() else "empty_message")
        return _standing(knowledge, missed, [text])
    if missed.misses <= MISSES_BEFORE_MOVING_ON or question.kind == "after":
        options = ", ".join(option["title"].rstrip(".") for option in asking.asked(knowledge, case, question)["options"])
        return _standing(knowledge, missed, [knowledge.phrase("unclear_again", options=options)])
    return _moved_on(knowledge, case, _left_open(case, question), [knowledge.phrase("unclear_leave")])


def assessment_of(knowledge: Knowledge, case: Case, at: datetime | None = None) -> Assessment:
    """The assessment as it stands, with what was heard and not yet confirmed counted as possible."""
    return assess(knowledge, case.provisional(), at=at or datetime.now(timezone.utc))


def _confirm(knowledge: Knowledge, case: Case, reading: Reading) -> Turn:
    """What was heard is settled as a whole, or a part of it is taken back or put right in words."""
    value = reading.value or ""
    waiting = {one.question for one in case.heard}
    corrections = tuple(one for one in reading.heard if one.question in waiting)
    more = tuple(one for one in reading.heard if one.question not in waiting)
    if value == YES:
        corrected = case.hearing(*corrections)
        settled = corrected.settled(*map(_from_message, corrected.heard)).hearing(*more)
        return _moved_on(knowledge, case, settled, [knowledge.phrase("noted")])
    if corrections:
        settled = case.settled(*map(_from_message, corrections)).hearing(*more)
        return _moved_on(knowledge, case, settled, [knowledge.phrase("noted")])
    if value.startswith(asking.WRONG):
        return _withdrawn(knowledge, case, {value.removeprefix(asking.WRONG)}, more)
    if value == NO and len(case.heard) > 1:
        return _standing(knowledge, replace(case, misses=0), [knowledge.phrase("confirm_which")])
    if value == NO:
        return _withdrawn(knowledge, case, waiting, more)
    left = _left_open(case, knowledge.questions["confirm"]).hearing(*more)
    return _moved_on(knowledge, case, left, [knowledge.phrase("noted")])


def _left_open(case: Case, question: Question) -> Case:
    """On without an answer. Signs that were heard stay possible; they do not vanish because nobody confirmed them.

    What was answered before stays: nothing that was only heard, and no failure to understand, takes it away.
    """
    if question.kind == "confirm":
        left = case.settled(*(
            Answer(one.question, NOT_SURE if one.value != NO else SKIP, one.said, "message", one.voice)
            for one in case.heard
            if one.value == YES or one.question not in case.answers
        ))
        if any(one.question == "suicidal" and one.value == YES for one in case.heard):
            # A wish to die that was heard and not taken back keeps the emergency first until somebody rules it out.
            left = left.settled(Answer("immediate_danger", NOT_SURE, "", "message"))
        return replace(left, heard=(), misses=0)
    if question.id == case.reopened and question.id in case.answers:
        return replace(case, reopened=None, misses=0)
    if question.kind == "review":
        return case.settled(Answer(question.id, "continue", ""))
    return case.settled(_passed_over(case, question, ""))


def _passed_over(case: Case, question: Question, said: str) -> Answer:
    """The answer of whoever gives none. A sign that was heard stays possible; it is ruled out by an answer alone."""
    sign = next((one for one in case.heard if one.question == question.id and one.value == YES), None)
    return Answer(question.id, NOT_SURE, sign.said, "message", sign.voice) if sign else Answer(question.id, SKIP, said)


def _withdrawn(knowledge: Knowledge, case: Case, questions: set[str], more: tuple[Heard, ...]) -> Turn:
    kept = tuple(one for one in case.heard if one.question not in questions)
    text = knowledge.phrase("dropped" if len(kept) < len(case.heard) else "unknown_answer")
    return _moved_on(knowledge, case, replace(case, heard=kept, misses=0).hearing(*more), [text])


def _from_message(heard: Heard) -> Answer:
    return Answer(heard.question, heard.value, heard.said, "message", heard.voice)


def _afterwards(knowledge: Knowledge, case: Case, reading: Reading) -> Turn:
    if reading.value == "restart":
        return start_again(knowledge, case)
    if reading.value == "forget":
        return forget(knowledge)
    if reading.value == "change":
        return change(knowledge, case, Reading("change_answer"))
    return say(knowledge, case, "record_where")


def _offered(question: Question, value: str | None) -> bool:
    if value is None:
        return False
    if question.kind == "confirm":
        return value in (YES, NO, NOT_SURE, SKIP) or value.startswith(asking.WRONG)
    if question.kind == "after":
        return value in question.values
    return value == SKIP or value in question.values


def _acknowledged(knowledge: Knowledge, question: Question, value: str) -> list[str]:
    if value == SKIP:
        return [knowledge.phrase("noted_skip")] if question.settles else []
    if value == NOT_SURE and question.unsure:
        return [knowledge.phrase("noted_unsure", find_out=question.unsure.find_out, stop=question.unsure.stop)]
    return []


def _topic(knowledge: Knowledge, case: Case, topic: str | None) -> list[str]:
    collection, _, name = (topic or "").partition("/")
    if collection == "terms" and name in knowledge.terms:
        term = knowledge.terms[name]
        return [knowledge.phrase("term", term=term.term, meaning=term.meaning)]
    if collection == "labels" and name in knowledge.labels:
        label = knowledge.labels[name]
        return [knowledge.phrase("factor", name=label.name, summary=label.summary, counts="; ".join(label.counts))]
    if collection == "topics" and name in knowledge.topics:
        found = knowledge.topics[name]
        nation = case.answers["nation"].value if "nation" in case.answers else SKIP
        routes = [
            wording.route_line(knowledge, route_now(knowledge, route, datetime.now(timezone.utc)))
            for route in (knowledge.routes[name] for name in found.routes)
            if nation == SKIP or nation in route.nations
        ]
        contacts = ["\n".join([knowledge.phrase("topic_routes"), *routes])] if routes else []
        return [found.text, *contacts]
    return [knowledge.phrase("topic_unknown")]


def _telling(case: Case) -> bool:
    """Whether a story was told already, to which more is added."""
    return "own_words" in case.answers and case.answers["own_words"].value == TOLD


def _with_story(case: Case, said: str) -> Case:
    """With what was told, after what was told before; told anew when the person went back to it."""
    earlier = case.answers["own_words"].said if _telling(case) and case.reopened != "own_words" else ""
    story = "\n\n".join(part for part in (earlier, said.strip()) if part)
    if len(story) > MOST_TOLD:
        story = story[: MOST_TOLD - 1] + "…"
    return replace(case, answers=case.answers.with_(Answer("own_words", TOLD, story)))


def _without_role_to_confirm(case: Case) -> Case:
    """Who the person is needs no confirming: it says nothing about the child and can be changed in the list."""
    known = [one for one in case.heard if one.question in ROLE_AND_NATION]
    return case.settled(*map(_from_message, known)) if known else case


def _moved_on(knowledge: Knowledge, before: Case, after: Case, said: Sequence[str]) -> Turn:
    """What changed at once is said before the next question: an emergency, a switch that is enough alone."""
    then = advise(knowledge, knowledge.evaluation(before.provisional().values_by_question))
    evaluation = knowledge.evaluation(after.provisional().values_by_question)
    now = advise(knowledge, evaluation)
    texts: list[str | Message] = list(said)
    if FIRST_MOVES.index(now.first_move) < FIRST_MOVES.index(then.first_move):
        if now.first_move == "emergency":
            texts = [*wording.emergency(knowledge), *texts]
        else:
            brought = _what_the_switch_brings(knowledge, then, now)
            texts.append(knowledge.phrase("switch", do=to_do(knowledge, brought, evaluation)))
    arrived = standing_question(knowledge, after).kind == "after"
    if arrived:
        texts += _result(knowledge, after)
    return _standing(knowledge, after, texts)


def _what_the_switch_brings(knowledge: Knowledge, then: Advice, now: Advice) -> str:
    """The first step that is new and leads to somebody; a "do not" alone would leave the person waiting."""
    new = newly_due(knowledge, then, now) or in_order(knowledge, now)
    return next((step for step in new if knowledge.steps[step].route), new[0])


def _answers(knowledge: Knowledge, case: Case) -> Message:
    return Message(wording.review(knowledge, case.answers), part="answers")


def _result(knowledge: Knowledge, case: Case) -> list[Message]:
    return [Message(text, part="result") for text in wording.result(knowledge, assessment_of(knowledge, case))]


def _aside(knowledge: Knowledge, case: Case, texts: Sequence[str | Message]) -> Turn:
    return _standing(knowledge, replace(case, misses=0), [*texts, knowledge.phrase("same_question")])


def _standing(knowledge: Knowledge, case: Case, texts: Sequence[str | Message]) -> Turn:
    """These texts, then the question that stands with its options."""
    question = standing_question(knowledge, case)
    shown = [Message(text) if isinstance(text, str) else text for text in texts]
    if question.kind == "confirm":
        shown.append(Message(wording.reflection(knowledge, case.heard), part="heard"))
    if question.kind == "review":
        shown.append(_answers(knowledge, case))
    shown.append(Message(question.ask, asking.asked(knowledge, case, question)))
    return Turn(case, tuple(shown))
