"""The words of a message, with what stands around each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.privacy.words import plain

_WORD = re.compile(r"(?<![\w@])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w])")
_POSSESSIVE = re.compile(r"['’](?:s|d|ll|ve|re)?$", re.IGNORECASE)
_STARTS = re.compile(r"(?:^|[.!?:;\n•*>]|[\"“(\[]|(?:^|\s)[-–—]|(?:^|\s)['‘])\s*$")
_ABBREVIATED = re.compile(r"\b(?:mr|mrs|ms|dr|st|prof|rev|fr|no|nr|sgt|cllr|miss|b)\.\s*$", re.IGNORECASE)
# From so many letters on a message can be told to be written in capitals.
_SHOUTED, _LETTERS = 0.7, 12


@dataclass(frozen=True)
class Token:
    """A word without its "'s". `low` is as it is looked up; `gap` what stands between it and the word before."""

    start: int
    end: int
    text: str
    low: str
    gap: str
    starts: bool
    shouting: bool
    possessive: bool

    @property
    def title(self) -> bool:
        """A capital and then small letters somewhere: "Karen", "McAllister", "Mei-Ling"."""
        return not self.shouting and self.text[:1].isupper() and any(one.islower() for one in self.text)

    @property
    def upper(self) -> bool:
        return not self.shouting and len(self.text) > 1 and self.text.isupper()

    @property
    def small(self) -> bool:
        """Without a capital that says something."""
        return self.shouting or not self.text[:1].isupper()


def tokens_of(text: str) -> list[Token]:
    """Every word. In a message that is all capitals a capital says nothing."""
    letters = [one for one in text if one.isalpha()]
    shouting = len(letters) >= _LETTERS and sum(map(str.isupper, letters)) > _SHOUTED * len(letters)
    found: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        word = match.group()
        cut = _POSSESSIVE.search(word)
        base = word[:cut.start()] if cut and cut.start() else word
        before = text[max(0, match.start() - 8):match.start()]
        starts = match.start() == 0 or (bool(_STARTS.search(before)) and not _ABBREVIATED.search(before))
        found.append(Token(
            match.start(), match.start() + len(base), base, plain(base), text[last:match.start()], starts, shouting,
            bool(cut and cut.start()) or text[match.end():match.end() + 1] in ("'", "’"),
        ))
        last = match.end()
    return found
