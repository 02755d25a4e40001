"""Whose words they are: what the writer knows, what somebody told them, or what they think."""

from __future__ import annotations

import re
from typing import Literal

from bot.understanding.text import read

Voice = Literal["fact", "told", "view"]

_SOMEBODY = (
    r"(?:he|she|they|mum|mam|mom|dad|nan|gran|grandad|carers?|parents?|sister|brother|siblings?|friends?|mates?|pupils?|child|girl|boy|lad|yp|"
    r"young person|teacher|head|school|nursery|police|officer|social worker|sw|hv|nurse|doctor|gp|coach|staff|colleague|keyworker|someone|"
    r"somebody|everyone|everybody|nobody|neighbours?|caller|he'?s|she'?s|who)"
)
_TELLS = (
    # What is told to somebody in the case, and not to a professional, is a fact of the case.
    r"(?:says?|said|(?:tells?|told)(?!\W+(?:him|them|her\W+(?:she|he|that|to|not|it|about|his|her|all|where|how))\b)|reports?|reported|reckons?|claims?|claimed|thinks?|thought|mentioned|disclosed|confided|admitted|admits|"
    r"revealed|explained|described|alleges?|alleged|swears?|insists?|showed|rang|called|wrote|texted|emailed|believes?|suspects?)"
)
_TOLD = re.compile(
    rf"\b{_SOMEBODY}\b(?:\W+\w+){{0,2}}?\W+{_TELLS}\b|\b(?:according to|apparently|allegedly|supposedly|overheard"
    r"|i (?:was|have been|'?ve been|got) told|(?:was|were|been) told|i(?:'ve| have)? heard|heard (?:from|that)"
    r"|rumou?rs?|word is|word has it|going round that)\b",
    re.IGNORECASE,
)
_VIEW = re.compile(
    r"\b(?:(?:i|we)\W+(?:\w+\W+)?(?:think|feel|believe|suspect|reckon|wonder|worry|guess|fear|sense|assume|hope|imagine|doubt)"
    r"|(?:i'?m|i am|we'?re|we are|bit|very|really|quite|so)\W+(?:worried|concerned|afraid|scared|uneasy|suspicious|convinced|wondering)"
    r"|worried|might|maybe|perhaps|possibly|probably|could|may be|may have|seems?|seemed|looks like"
    r"|sounds like|my (?:feeling|hunch|worry|gut|guess)|gut"
    r"|something(?:'s|’s| is| isn'?t)? (?:not right|off|up|wrong|right)|not sitting right|suspected|suspicion|what if)\b",
    re.IGNORECASE,
)


def voice_of(text: str, start: int, end: int) -> Voice:
    """Whose words the span from `start` to `end` (code points) is, by the sentence around it.

    What somebody said stays what they said, also where it was their opinion; the writer's own doubt makes it a view.
    """
    sentence = _sentence(text, start, end)
    if _TOLD.search(sentence):
        return "told"
    return "view" if _VIEW.search(sentence) else "fact"


def _sentence(text: str, start: int, end: int) -> str:
    words = read(text)
    inside = [
        at for at, (begin, stop) in enumerate(words.spans) if begin < end and start < stop
    ]
    if not inside:
        return text[start:end]
    first, _ = words.sentence_of(inside[0])
    _, last = words.sentence_of(inside[-1])
    return text[words.spans[first][0]:words.spans[last - 1][1]]
