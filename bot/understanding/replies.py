"""Yes, no, not sure and skip, as people say them to a question that stands.

Every question is asked so that "yes" is the sign it is about, so a reply never has to be turned round.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from bot.core.answers import NO, NOT_SURE, SKIP, YES
from bot.core.errors import ContentError, Problem
from bot.core.model import Part, Text
from bot.core.yaml_files import read_yaml
from bot.understanding.text import read, tokens

REPLIES = Path(__file__).resolve().parents[2] / "data" / "understanding" / "replies.yml"
# Words that may stand before a reply and change nothing in it: "well, um, yes".
_FILLERS = {
    "well", "um", "umm", "erm", "er", "so", "oh", "ah", "hmm", "hm", "ok", "okay", "honestly", "actually", "sorry", "i",
    "mean", "like", "just", "think", "hi", "please", "tbh", "and", "but", "she", "said", "mm", "mmm", "hmmm", "look",
    ",", ".", "-", "…", "!", "—", "–",
}
# "No, not that I know of" is a no that is honest about its limits, as every "no" is taken: as far as you know.
_HEDGES = (
    "not that i", "not that we", "not to my", "not as far", "as far as", "i dont think", "dont think", "i hope", "probably",
)
_CERTAIN_FILLERS = _FILLERS - {"i", "she", "think", "said", "but", "and", "mean"}
_AUXILIARIES = {"has", "have", "is", "are", "does", "do", "did", "was", "were", "been"}
_YES = {"yes", "yeah", "yep", "aye", "indeed", "sadly", "unfortunately", "definitely"}
_LAST = {"yes": YES, "yeah": YES, "aye": YES, "yep": YES, "no": NO, "nope": NO}
_BEFORE_A_DOUBT = {",", ".", ";", "-", "—", "–", "…", "but", "so", "and", "honestly", "though", "tho"}
MOST_BEFORE_A_CLOSING = 20
_AFTER_A_DOUBT = {"but", "really", "sorry", "tbh", "of", "if", "about"}


class RepliesFile(Part):
    openings: dict[str, tuple[Text, ...]]
    whole: dict[str, tuple[Text, ...]]


class Replies:
    """Reads the value of a reply, with how much of the text the reply itself takes."""

    def __init__(self, file: RepliesFile) -> None:
        self._openings = {tuple(tokens(p)): value for value, phrases in file.openings.items() for p in phrases}
        self._whole = {tuple(tokens(p)): value for value, phrases in file.whole.items() for p in phrases}
        self._longest = max(map(len, self._openings))

    def read(self, text: str) -> tuple[str, int] | None:
        """The value ("yes", "no", "not_sure", "skip") and the index of the first token after the reply; None if none."""
        words = read(text)
        said = [token.text for token in words.doc]
        whole = self._whole.get(tuple(word for word in said if word[:1].isalnum()) or tuple(said))
        if whole:
            return whole, len(said)
        start = 0
        while start < len(said) and said[start] in _CERTAIN_FILLERS and self._opening(said, start) is None:
            start += 1
        found = self._opening(said, start)
        if found is None or _goes_on(said, *found):
            return self._closing(said)
        value, end = found
        return self._corrected(said, value, end)

    def _opening(self, said: list[str], start: int) -> tuple[str, int] | None:
        for length in range(min(self._longest, len(said) - start), 0, -1):
            value = self._openings.get(tuple(said[start:start + length]))
            if value:
                return value, start + length
        return None

    def _corrected(self, said: list[str], value: str, end: int) -> tuple[str, int]:
        """ "No, I don't know" and "yes... actually no": what follows at once takes the opening back."""
        after = end
        while after < len(said) and said[after] in _FILLERS:
            after += 1
        following = self._opening(said, after)
        if following and following[0] != value:
            hedged = " ".join(said[after:following[1]]).startswith(_HEDGES)
            if following[0] == NOT_SURE and not hedged and _ends_or_pauses(said, following[1]):
                return NOT_SURE, following[1]
            if {following[0], value} == {YES, NO} and "actually" in said[end:after]:
                return following
        return value, end

    def _closing(self, said: list[str]) -> tuple[str, int] | None:
        """A reply after its reason: "she has been, yes", "..., so no", "I never see his screen so I don't know"."""
        core = [word for word in said if word[:1].isalnum()]
        last = _LAST.get(core[-1]) if core else None
        if last and 1 < len(core) <= 8:
            return last, len(said)
        place = max(at for at, word in enumerate(said) if word[:1].isalnum()) if core else 0
        if last and len(core) <= MOST_BEFORE_A_CLOSING and said[place - 1] in ("so", ","):
            return last, len(said)
        if len(core) <= MOST_BEFORE_A_CLOSING and self._doubts(said):
            return NOT_SURE, len(said)
        return None

    def _doubts(self, said: list[str]) -> bool:
        """Whether a clause of its own says that the person does not know, at the end or before "whether"."""
        for at in range(1, len(said)):
            if said[at - 1] not in _BEFORE_A_DOUBT:
                continue
            found = self._opening(said, at)
            if found and found[0] == NOT_SURE and (_ends(said, found[1]) or said[found[1]] in ("whether", "if")):
                return True
        return False


def _goes_on(said: list[str], value: str, end: int) -> bool:
    """ "I have" is a yes; "I have to stop now" is none."""
    return value == YES and said[end - 1] in _AUXILIARIES and end < len(said) and said[end].isalpha() and said[end] not in _YES


def _ends(said: list[str], at: int) -> bool:
    return not any(word[:1].isalnum() for word in said[at:])


def _ends_or_pauses(said: list[str], at: int) -> bool:
    return at >= len(said) or not said[at][:1].isalnum() or said[at] in _AFTER_A_DOUBT


@lru_cache(maxsize=1)
def load_replies(path: Path = REPLIES) -> Replies:
    """Raises ContentError with what is wrong with the file."""
    raw, problems = read_yaml(path)
    if problems:
        raise ContentError(problems)
    try:
        file = RepliesFile.model_validate(raw)
    except ValidationError as error:
        raise ContentError([
            Problem(path.name, ".".join(map(str, one["loc"])), one["msg"]) for one in error.errors(include_url=False)
        ]) from error
    unknown = (set(file.openings) | set(file.whole)) - {YES, NO, NOT_SURE, SKIP}
    if unknown:
        raise ContentError([Problem(path.name, value, "is no value of a reply") for value in unknown])
    return Replies(file)
