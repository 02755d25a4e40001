"""What a message means in the light of the question that stands.

Order matters, and danger comes first: whatever the intent classifier or the model say, words that mean danger now are
heard in every state of the conversation. Then a short reply to the question, a command, and only then the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from bot.core import asking, wording
from bot.core.answers import NO, NOT_SURE, SKIP, YES
from bot.core.case import Case, Heard, standing_question
from bot.core.knowledge import Knowledge
from bot.core.model import Question
from bot.core.reading import Reading
from bot.understanding import naming
from bot.understanding.answering import CERTAIN, SURE_OF_ANOTHER, Answering
from bot.understanding.encoder.running import AnswerEncoder, SentenceEncoder
from bot.understanding.hearing import SHORT, Hearing, shortened
from bot.understanding.interface import Understanding
from bot.understanding.naming import Naming
from bot.understanding.replies import Replies, load_replies
from bot.understanding.said import LOST, SURE_OF_BEING_LOST, SURE_OF_INTENT, Said
from bot.understanding.text import read
from bot.understanding.topics import Topics

SURE_OF_COMMAND = 0.6
PLAIN, PLAINER = 0.9, 0.95
SURE_OF_A_STORY, WORDS_OF_A_STORY = 0.55, 6
SURE_OF_DANGER = 0.8
SURE_OF_LITTLE = 0.8
DANGER, ROLE, STAFF = "immediate_danger", "role", ("professional_contact", "professional_awareness")
# Below this share of known words a text is not English as practitioners write it.
KNOWN_WORDS = 0.4
_COMMANDS = {
    "back", "why", "explain_question", "review", "result", "record", "progress", "continue", "start_again", "stop",
    "forget", "greet", "thanks", "goodbye", "are_you_a_person", "help", "change_answer",
}
# What Rasa would take for an intent; a person who types it has no business with it.
_MARKUP = re.compile(r"^<[a-z!/]", re.IGNORECASE)
_RASA_COMMAND = re.compile(r"^/\w+")
# In so many words, where the classifier wavers: "what's this one for", "what difference does it make", "I'm back".
_IN_SO_MANY_WORDS = (
    ("why", re.compile(
        r"^\W*(?:and |but |so )?(?:what|wot)(?:'?s|’s)?\b(?:.*\bfor\W*$| (?:difference|relevance|bearing)\b|.*\bgot to do with\b)",
        re.IGNORECASE,
    )),
    ("continue", re.compile(r"\bi(?:'|’)?m back\b|\bpick (?:it|this|that) (?:back )?up\b|\bwhere were we\b", re.IGNORECASE)),
)
_PAUSES = re.compile(r"^\W*\w+\s*[,.;:–—-]")
_SEVERAL_SENTENCES = re.compile(r"[.!?\n]\s*\w")


class Reader:
    """Reads messages for one edition of the content."""

    def __init__(
        self, knowledge: Knowledge, understanding: Understanding, sentences: SentenceEncoder, answers: AnswerEncoder,
        replies: Replies | None = None,
    ) -> None:
        self._knowledge = knowledge
        self._understanding = understanding
        self._replies = replies or load_replies()
        self._topics = Topics(knowledge, sentences)
        self._naming = Naming(knowledge, sentences)
        self._hearing = Hearing(knowledge, sentences)
        self._answering = Answering(self._hearing, answers)
        self._vocabulary = _vocabulary(knowledge)

    def read(self, text: str, intents: Mapping[str, float], case: Case) -> Reading:
        """`intents`: what the intent classifier holds likely, best first; `case`: the conversation so far."""
        text = text.strip()
        pressed = pressed_button(self._knowledge, text)
        if pressed:
            return pressed
        if _RASA_COMMAND.match(text):
            return Reading("unclear", shortened(text))
        if not any(character.isalnum() or unicodedata.category(character) == "So" for character in text):
            return Reading("why" if text and set(text) == {"?"} else "unclear", text)
        understood = self._understanding.understand(text)
        heard = self._hearing.statements(text, understood)
        question = standing_question(self._knowledge, case)
        said = Said(
            text=text, question=question, case=case, intents=intents,
            understood=understood, heard=self._trusted(text, heard, intents, question), reply=self._replies.read(text),
        )
        answer = self._answering
        for attempt in (
            self._danger, self._markup, self._meaning_of, self._in_so_many_words, self._change,
            answer.by_option, answer.by_age, self._plain_command, answer.by_reply, answer.by_confirming, self._command,
            self._plain_danger, self._in_context, self._plain_question, self._danger_heard, answer.by_intent,
            answer.by_option_meaning,
            self._story, self._who, self._own_question, self._foreign, self._less_certain,
        ):
            reading = attempt(said)
            if reading is not None:
                return _with_whole_story(reading, text)
        return Reading("unclear", said.kept)

    def _trusted(
        self, text: str, heard: tuple[Heard, ...], intents: Mapping[str, float], question: Question
    ) -> tuple[Heard, ...]:
        """The model learned from English messages about children: of a few words, of other texts, and of what is about the
        conversation itself, only what is sure counts."""
        if self._strange(text):
            return tuple(one for one in heard if one.confidence >= CERTAIN)
        words = len(read(text).doc)
        if question.kind == "start" and words <= 2 * SHORT:
            return tuple(
                one for one in heard
                if one.question == DANGER or (one.confidence >= SURE_OF_ANOTHER and not self._own_work(one))
            )
        if words > SHORT and max(intents.get(one, 0.0) for one in LOST) < SURE_OF_BEING_LOST:
            return heard
        return tuple(one for one in heard if one.confidence >= SURE_OF_LITTLE)

    def _own_work(self, heard: Heard) -> bool:
        """ "I coach the under 14s" says who is writing, though it sounds like a member of staff who is close to children."""
        return heard.question in STAFF and self._hearing.option(heard.said, ROLE) is not None

    def _strange(self, text: str) -> bool:
        """Whether hardly a word of the text is one that the content uses."""
        words = [token.text for token in read(text).doc if token.text.isalpha()]
        known = sum(1 for word in words if word in self._vocabulary)
        return len(words) >= 2 and known / len(words) < KNOWN_WORDS

    def _danger(self, said: Said) -> Reading | None:
        """The net under the model. An answer to the danger question itself is left to be one."""
        net = (*said.understood.danger, *said.understood.wish_to_die)
        if not net or (said.question.id == DANGER and said.reply):
            return None
        known = {one.question for one in said.heard}
        words = shortened(net[0].text)
        added = () if DANGER in known else (Heard(DANGER, YES, words),)
        return Reading("danger_now", said.kept, heard=(*added, *said.heard))

    def _in_so_many_words(self, said: Said) -> Reading | None:
        if len(said.words) > 2 * SHORT:
            return None
        return next((Reading(intent, said.kept) for intent, words in _IN_SO_MANY_WORDS if words.search(said.text)), None)

    def _plain_command(self, said: Said) -> Reading | None:
        """A wish about the conversation that leaves no doubt, and is more than a reply with words after it."""
        intent, confidence = said.intent
        # "Skip to the advice" and "y do you need that" only open like replies; "yes, forty odd" is one.
        opens = said.reply is not None and (said.reply[1] > 1 or confidence < PLAINER or bool(_PAUSES.match(said.text)))
        if confidence < PLAIN or len(said.words) > 3 * SHORT or opens or said.question.kind in ("confirm", "after"):
            return None
        if intent == "other_language" and self._strange(said.text):
            return Reading(intent, said.kept)
        return self._commanded(intent, said) if intent in _COMMANDS and intent != "change_answer" else None

    def _plain_question(self, said: Said) -> Reading | None:
        """A question of their own in one sentence, whatever it seems to tell; with a story before it, the story counts."""
        intent, confidence = said.intent
        if intent != "ask_question" or confidence < PLAIN or len(said.words) > 3 * SHORT or _SEVERAL_SENTENCES.search(said.text):
            return None
        topic = self._topics.find(said.text)
        return Reading("ask_question", said.kept, topic=topic) if topic else None

    def _change(self, said: Said) -> Reading | None:
        """An earlier answer is to be changed, in so many words; what it is about is then no new fact."""
        intent, confidence = said.intent
        other = intent in ("back", "start_again") and confidence >= PLAIN
        if other or said.question.kind == "confirm" or len(said.words) > 3 * SHORT or not naming.asks_for_a_change(said.text):
            return None
        named = self._to_change(said)
        return Reading("change_answer", said.kept, named) if named else None

    def _meaning_of(self, said: Said) -> Reading | None:
        """A word is asked about, also in the middle of telling something."""
        term = self._topics.term(said.text) if len(said.words) <= 3 * SHORT else None
        return Reading("ask_question", said.kept, topic=term) if term else None

    def _markup(self, said: Said) -> Reading | None:
        """A few words of HTML are a test of the machine, not an answer."""
        few = len([word for word in said.words if word.isalnum()]) <= 2 * SHORT
        return Reading("unclear", said.kept) if few and _MARKUP.match(said.text) else None

    def _in_context(self, said: Said) -> Reading | None:
        """A statement as an answer. Of other texts than English, and of a word by itself, the model knows nothing."""
        alone = sum(1 for word in said.words if word.isalnum()) < 2
        return None if alone or self._strange(said.text) else self._answering.by_context(said)

    def _plain_danger(self, said: Said) -> Reading | None:
        """Danger that is heard comes before the answer to any question but the one that asks for it."""
        return None if said.question.id == DANGER else self._danger_heard(said)

    def _danger_heard(self, said: Said) -> Reading | None:
        intent, confidence = said.intent
        by_intent = intent == "danger_now" and confidence >= SURE_OF_DANGER and not (said.asks or said.understood.over)
        heard = any(one.question == DANGER and one.value == YES for one in said.heard)
        return Reading("danger_now", said.kept, heard=said.heard) if by_intent or heard else None

    def _command(self, said: Said) -> Reading | None:
        intent, confidence = said.intent
        if intent not in _COMMANDS or confidence < SURE_OF_COMMAND or len(said.words) > 2 * SHORT or said.reported:
            return None
        return self._commanded(intent, said)

    def _story(self, said: Said) -> Reading | None:
        return Reading("describe", said.kept, heard=said.heard) if said.reported else None

    def _who(self, said: Said) -> Reading | None:
        """Who is writing and from where, at any point."""
        if not said.heard or said.about_child:
            return None
        if len(said.words) > SHORT and said.question.kind == "own_words":
            return Reading("describe", said.kept, heard=said.heard)
        first, *others = said.heard
        return Reading("answer", said.kept, first.question, first.value, heard=tuple(others))

    def _own_question(self, said: Said) -> Reading | None:
        intent, confidence = said.intent
        if said.asks or (intent == "ask_question" and confidence >= SURE_OF_INTENT):
            return Reading("ask_question", said.kept, topic=self._topics.find(said.text))
        return None

    def _foreign(self, said: Said) -> Reading | None:
        """Another language, or nonsense."""
        if not self._strange(said.text):
            return None
        intent, confidence = said.intent
        return Reading("unclear" if intent == "nonsense" and confidence >= SURE_OF_INTENT else "other_language", said.kept)

    def _less_certain(self, said: Said) -> Reading | None:
        """What the classifier holds likely, where nothing better speaks."""
        intent, confidence = said.intent
        kind = said.question.kind
        if said.about_child:
            return Reading("describe", said.kept, heard=said.heard)
        if intent in _COMMANDS and confidence >= SURE_OF_INTENT and len(said.words) <= 2 * SHORT:
            return self._commanded(intent, said)
        telling = kind == "own_words" and len(said.words) >= 3
        telling |= intent == "describe" and confidence >= SURE_OF_A_STORY and len(said.words) >= WORDS_OF_A_STORY
        return Reading("describe", said.kept) if telling and intent != "nonsense" else None

    def _commanded(self, intent: str, said: Said) -> Reading:
        if intent == "change_answer":
            return Reading(intent, said.kept, self._to_change(said))
        return Reading(intent, said.kept)

    def _to_change(self, said: Said) -> str | None:
        listed = wording.changeable(self._knowledge, said.case.answers)
        return self._naming.by_name(said.words, listed) or self._naming.by_meaning(said.text, listed)


def pressed_button(knowledge: Knowledge, text: str) -> Reading | None:
    """What a button sends means by itself, in whatever light; None for everything else."""
    sent = asking.PAYLOAD.fullmatch(text.strip())
    if sent is None:
        return None
    question, value = sent.group("question"), sent.group("value")
    asked = knowledge.questions.get(question)
    option = asked.option(value) if asked else None
    if question == "after" and option and value in ("change", "record"):
        return Reading("review" if value == "change" else "record", option.title)
    titles = {YES: "option_yes", NO: "option_no", NOT_SURE: "option_not_sure", SKIP: "option_skip"}
    said = option.title if option else knowledge.phrase(titles[value]) if value in titles else ""
    return Reading("answer", said, question, value)


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
