"""What a message means in the light of the question that stands.

Order matters, and danger comes first: whatever the intent classifier or the model say, words that mean danger now are
heard in every state of the conversation. Then a short reply to the question, a command, and only then the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bot.core import asking, wording
from bot.core.answers import NO, NOT_SURE, SKIP, YES
from bot.core.case import Case, Heard, standing_question
from bot.core.knowledge import Knowledge
from bot.core.model import Question
from bot.core.reading import Reading
from bot.understanding.hearing import PEOPLE, SHORT, Hearing, places, shortened
from bot.understanding.interface import Understanding, Understood
from bot.understanding.replies import Replies, load_replies
from bot.understanding.text import read, tokens
from bot.understanding.topics import Topics

SURE_OF_INTENT = 0.45
SURE_OF_COMMAND = 0.6
SURE_OF_DANGER = 0.8
SURE_OF_LITTLE = 0.8
CERTAIN = 1.0
# Below this share of known words a text is not English as practitioners write it.
KNOWN_WORDS = 0.4
_REPLIES = {"affirm": YES, "deny": NO, "not_sure": NOT_SURE, "skip": SKIP}
_COMMANDS = {
    "back", "why", "explain_question", "review", "result", "record", "progress", "continue", "start_again", "stop",
    "forget", "greet", "thanks", "goodbye", "are_you_a_person", "help", "change_answer",
}
# What Rasa would take for an intent; a person who types it has no business with it.
_MARKUP = re.compile(r"^<[a-z!/]", re.IGNORECASE)
_RASA_COMMAND = re.compile(r"^/\w+")
_ASKS = re.compile(
    r"^(?:(?:ok|okay|so|but|and|also|sorry|hi|hello|quick question|can i ask)[\s,:-]+)*"
    r"(?:what|who|whom|how|when|where|which|should|can|could|do|does|is|are|am|may|must|would|will|why)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Said:
    """A message with everything around it that decides what it means."""

    text: str
    question: Question
    case: Case
    intents: Mapping[str, float]
    understood: Understood
    heard: tuple[Heard, ...]
    reply: tuple[str, int] | None

    @cached_property
    def words(self) -> list[str]:
        return [token.text for token in read(self.text).doc]

    @property
    def kept(self) -> str:
        return shortened(self.text)

    @property
    def about_child(self) -> tuple[Heard, ...]:
        return tuple(one for one in self.heard if one.question not in PEOPLE)

    @property
    def reported(self) -> bool:
        return any(one.value != NO for one in self.about_child)

    @property
    def asks(self) -> bool:
        ends = self.text.rstrip().endswith("?")
        return bool(_ASKS.match(self.text.strip())) and (ends or len(self.words) <= 2 * SHORT)

    @property
    def intent(self) -> tuple[str, float]:
        return next(iter(self.intents.items()), ("unclear", 0.0))

    def beside(self) -> tuple[Heard, ...]:
        """What was said beside the answer to the question that stands."""
        return tuple(
            one for one in self.heard
            if one.value not in (NO, SKIP) and one.question != self.question.id and one.question not in self.question.about
        )


class Reader:
    """Reads messages for one edition of the content."""

    def __init__(self, knowledge: Knowledge, understanding: Understanding, replies: Replies | None = None) -> None:
        self._knowledge = knowledge
        self._understanding = understanding
        self._replies = replies or load_replies()
        self._topics = Topics(knowledge)
        self._hearing = Hearing(knowledge)
        self._vocabulary = _vocabulary(knowledge)

    def read(self, text: str, intents: Mapping[str, float], case: Case) -> Reading:
        """`intents`: what the intent classifier holds likely, best first; `case`: the conversation so far."""
        text = text.strip()
        button = asking.PAYLOAD.fullmatch(text)
        if button:
            return self._button(button.group("question"), button.group("value"))
        if _RASA_COMMAND.match(text):
            return Reading("unclear", shortened(text))
        if not any(character.isalnum() or unicodedata.category(character) == "So" for character in text):
            return Reading("why" if text and set(text) == {"?"} else "unclear", text)
        understood = self._understanding.understand(text)
        heard = self._hearing.statements(text, understood)
        said = _Said(
            text=text, question=standing_question(self._knowledge, case), case=case, intents=intents,
            understood=understood, heard=self._trusted(text, heard), reply=self._replies.read(text),
        )
        for attempt in (
            self._danger, self._markup, self._option, self._reply, self._confirmation, self._danger_by_intent, self._command,
            self._story, self._who, self._own_question, self._foreign, self._less_certain,
        ):
            reading = attempt(said)
            if reading is not None:
                return _with_whole_story(reading, text)
        return Reading("unclear", said.kept)

    def _trusted(self, text: str, heard: tuple[Heard, ...]) -> tuple[Heard, ...]:
        """The model learned from English messages: of a few words, and of other texts, only what is certain counts."""
        if self._strange(text):
            return tuple(one for one in heard if one.confidence >= CERTAIN)
        if len(read(text).doc) > SHORT:
            return heard
        return tuple(one for one in heard if one.confidence >= SURE_OF_LITTLE)

    def _strange(self, text: str) -> bool:
        """Whether hardly a word of the text is one that the content uses."""
        words = [token.text for token in read(text).doc if token.text.isalpha()]
        known = sum(1 for word in words if word in self._vocabulary)
        return len(words) >= 2 and known / len(words) < KNOWN_WORDS

    def _button(self, question: str, value: str) -> Reading:
        asked = self._knowledge.questions.get(question)
        option = asked.option(value) if asked else None
        if question == "after" and option and value in ("change", "record"):
            return Reading("review" if value == "change" else "record", option.title)
        titles = {YES: "option_yes", NO: "option_no", NOT_SURE: "option_not_sure", SKIP: "option_skip"}
        said = option.title if option else self._knowledge.phrase(titles[value]) if value in titles else ""
        return Reading("answer", said, question, value)

    def _danger(self, said: _Said) -> Reading | None:
        """The net under the model. An answer to the danger question itself is left to be one."""
        if not said.understood.danger or (said.question.id == "immediate_danger" and said.reply):
            return None
        known = {one.question for one in said.heard}
        words = shortened(said.understood.danger[0].text)
        added = () if "immediate_danger" in known else (Heard("immediate_danger", YES, words),)
        return Reading("danger_now", said.kept, heard=(*added, *said.heard))

    def _markup(self, said: _Said) -> Reading | None:
        """A few words of HTML are a test of the machine, not an answer."""
        few = len([word for word in said.words if word.isalnum()]) <= 2 * SHORT
        return Reading("unclear", said.kept) if few and _MARKUP.match(said.text) else None

    def _option(self, said: _Said) -> Reading | None:
        if said.question.kind not in ("start", "ask", "danger", "circle") or not said.question.options:
            return None
        value = self._hearing.option(said.text, said.question.id)
        return Reading("answer", said.kept, said.question.id, value, heard=said.beside()) if value else None

    def _reply(self, said: _Said) -> Reading | None:
        """Yes, no, not sure or skip to the question that stands, or its own statement in other words."""
        question, value = said.question, said.reply[0] if said.reply else None
        if value == SKIP and len(said.words) <= SHORT:
            return Reading("answer", said.kept, question.id, SKIP)
        if question.kind == "review":
            agreed = value == YES and len(said.words) <= SHORT
            return Reading("answer", said.kept, question.id, "continue") if agreed else None
        if question.kind not in ("ask", "danger", "circle"):
            return None
        if value in (*question.values, SKIP):
            return Reading("answer", said.kept, question.id, value, heard=said.beside())
        own = next((one for one in said.heard if one.question == question.id), None)
        if own and own.value in question.values and len(said.words) <= 3 * SHORT and not said.asks:
            return Reading("answer", said.kept, question.id, own.value, heard=said.beside())
        return None

    def _confirmation(self, said: _Said) -> Reading | None:
        if said.question.kind != "confirm":
            return None
        waiting = {one.question: one.value for one in said.case.heard}
        corrected = tuple(one for one in said.heard if waiting.get(one.question, one.value) != one.value)
        more = tuple(one for one in said.heard if one.question not in waiting and one.value != NO)
        agreed = said.reply is not None and said.reply[0] == YES
        if corrected and not agreed:
            return Reading("answer", said.kept, "confirm", NO, heard=(*corrected, *more))
        if said.reply:
            return Reading("answer", said.kept, "confirm", said.reply[0], heard=(*corrected, *more))
        return None

    def _danger_by_intent(self, said: _Said) -> Reading | None:
        intent, confidence = said.intent
        if intent == "danger_now" and confidence >= SURE_OF_DANGER and not said.asks:
            return Reading("danger_now", said.kept, heard=said.heard)
        return None

    def _command(self, said: _Said) -> Reading | None:
        intent, confidence = said.intent
        if intent not in _COMMANDS or confidence < SURE_OF_COMMAND or len(said.words) > 2 * SHORT or said.reported:
            return None
        return self._commanded(intent, said)

    def _story(self, said: _Said) -> Reading | None:
        return Reading("describe", said.kept, heard=said.heard) if said.reported else None

    def _who(self, said: _Said) -> Reading | None:
        """Who is writing and from where, at any point."""
        if not said.heard or said.about_child:
            return None
        if len(said.words) > SHORT and said.question.kind == "own_words":
            return Reading("describe", said.kept, heard=said.heard)
        first, *others = said.heard
        return Reading("answer", said.kept, first.question, first.value, heard=tuple(others))

    def _own_question(self, said: _Said) -> Reading | None:
        intent, confidence = said.intent
        if said.asks or (intent == "ask_question" and confidence >= SURE_OF_INTENT):
            return Reading("ask_question", said.kept, topic=self._topics.find(said.text))
        return None

    def _foreign(self, said: _Said) -> Reading | None:
        """Another language, or nonsense."""
        if not self._strange(said.text):
            return None
        intent, confidence = said.intent
        return Reading("unclear" if intent == "nonsense" and confidence >= SURE_OF_INTENT else "other_language", said.kept)

    def _less_certain(self, said: _Said) -> Reading | None:
        """What the classifier holds likely, where nothing better speaks."""
        intent, confidence = said.intent
        value = _REPLIES.get(intent)
        reading: Reading | None = None
        if said.about_child:
            reading = Reading("describe", said.kept, heard=said.heard)
        elif intent in _COMMANDS and confidence >= SURE_OF_INTENT and len(said.words) <= 2 * SHORT:
            reading = self._commanded(intent, said)
        elif intent == "nonsense":
            reading = None
        elif said.question.kind == "own_words" and len(said.words) >= 3:
            reading = Reading("describe", said.kept)
        elif value in said.question.values and confidence >= SURE_OF_COMMAND:
            reading = Reading("answer", said.kept, said.question.id, value)
        elif said.question.kind in ("start", "danger") and len(said.words) >= SHORT and intent == "describe":
            reading = Reading("describe", said.kept)
        return reading

    def _commanded(self, intent: str, said: _Said) -> Reading:
        if intent == "change_answer":
            return Reading(intent, said.kept, self._named_question(said))
        topic = self._topics.find(said.text) if intent == "explain_question" else None
        if topic and topic.startswith("terms/"):
            return Reading("ask_question", said.kept, topic=topic)
        return Reading(intent, said.kept)

    def _named_question(self, said: _Said) -> str | None:
        """The answered question that the text names: by its number in the list, or by one of its names."""
        listed = wording.changeable(self._knowledge, said.case.answers)
        number = next((int(word) for word in said.words if word.isascii() and word.isdigit()), None)
        if number is not None:
            return listed[number - 1] if 1 <= number <= len(listed) else None
        named = [
            (len(phrase), question)
            for question in listed
            for phrase in map(tokens, self._knowledge.questions[question].names)
            if any(True for _ in places(said.words, phrase))
        ]
        return max(named)[1] if named else None


def _with_whole_story(reading: Reading, text: str) -> Reading:
    """A story is kept as it was told: it is what the record is for, and not all of it may have been recognised."""
    return replace(reading, said=text) if reading.kind in ("describe", "danger_now") else reading


def _vocabulary(knowledge: Knowledge) -> frozenset[str]:
    texts = [
        *(line for topic in knowledge.topics.values() for line in (*topic.asked, topic.text)),
        *(f"{one.ask} {one.why} {one.statement} {one.denied}" for one in knowledge.questions.values()),
        *(one.text for one in knowledge.indicators.values()), *(one.says for one in knowledge.paragraphs.values()),
        *knowledge.phrases.values(), *(f"{one.do} {one.why}" for one in knowledge.steps.values()),
    ]
    return frozenset(token.text for text in texts for token in read(text).doc)
