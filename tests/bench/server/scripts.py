"""What is said in a conversation: to ours, and to the peer in as many turns.

Answers vary from conversation to conversation, so that no server can live on what it worked out for the one before.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

ROLES, NATIONS = ("teacher", "social_worker"), ("england", "scotland")
STORY = (
    "a man she met on Snapchat keeps asking a girl of 14 in my class to send pictures and told her to keep it secret",
    "one of the lads I coach, he's 12, has been getting messages from somebody on a gaming chat who wants to meet up with him",
    "my foster daughter cries whenever her phone buzzes. Girls from her old school post about her in a group, every night",
    "a boy in year 9 told the nurse that he shared a photo with his girlfriend and now it's going round the school",
)
QUESTIONS = ("coercion", "child_under_13", "meeting_planned", "told_to_keep_secret", "images_shared_on", "suicidal", "lead_told",
             "money_demanded", "offender_has_access", "location_shared", "trusted_adult", "already_reported")
REPLIES = (
    "no he hasn't, not that I know of", "yes, she told her form tutor about it last week",
    "I really can't say, nobody has asked her", "he said he would put it online if she told anyone",
)
BOT = ("are you a bot?", "are you a human?", "am I talking to a bot?", "am I talking to a human?")
PEER_PAYLOADS = ("/greet", "/mood_great", "/mood_unhappy", "/affirm")
# Between the turns that are compared in a long conversation: changes, asides, words that nobody understands.
BETWEEN = (
    "blah flurb zzz", "answer:coercion=yes", "what is sextortion?", "back", "answer:adult_involved=yes",
    "change my answer about the nation", "answer:nation=wales", "I don't get it", "answer:coercion=no", "why?",
)
PEER_BETWEEN = (
    "blah flurb zzz", "/bot_challenge", "are you a bot?", "/greet", "/mood_great", "hello", "/bot_challenge", "qqq rrrr", "/affirm", "hey",
)


@dataclass(frozen=True)
class Script:
    """`first` is what a server is woken with; `opening` leads to the middle of the interview; there `payloads` and `texts` are said."""

    first: str
    opening: Sequence[str]
    payloads: Sequence[str]
    texts: Sequence[str]
    between: Sequence[str]

    def whole(self) -> list[str]:
        """All of it in the order in which it is said, a text after each third payload."""
        said, texts = list(self.opening), list(self.texts)
        for number, payload in enumerate(self.payloads, start=1):
            said.append(payload)
            if number % 3 == 0 and texts:
                said.append(texts.pop(0))
        return said


def ours(number: int) -> Script:
    chance = random.Random(number)
    return Script(
        first="hello",
        opening=(
            "hello", f"answer:role={chance.choice(ROLES)}", f"answer:nation={chance.choice(NATIONS)}",
            "answer:immediate_danger=no", STORY[number % len(STORY)], "answer:confirm=yes",
        ),
        payloads=[f"answer:{question}={chance.choice(('yes', 'no', 'not_sure'))}" for question in QUESTIONS],
        texts=chance.sample(REPLIES, len(REPLIES)),
        between=BETWEEN,
    )


def peer(number: int) -> Script:
    chance = random.Random(number)
    return Script(
        first=BOT[0],
        opening=("hello", *(chance.choice(PEER_PAYLOADS) for _ in range(3)), "I am sad", "/affirm"),
        payloads=["/bot_challenge"] * len(QUESTIONS),
        texts=chance.sample(BOT, len(BOT)),
        between=PEER_BETWEEN,
    )


SCRIPTS = {"ours": ours, "peer": peer}
