"""Which person is [name 1], which [name 2]: the same for a whole conversation, without keeping a name."""

from __future__ import annotations

import hmac
import re
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"\[name (\d{1,4})\]")
# So many conversations are remembered; one that is older goes on with new numbers.
MOST_CONVERSATIONS = 10_000
_MEN = frozenset(("mr", "sir", "master", "uncle", "father"))
_WOMEN = frozenset(("mrs", "miss", "ms", "madam", "lady", "auntie", "aunty", "aunt", "sister"))


@dataclass
class _Person:
    number: int
    first: bytes = b""
    last: bytes = b""
    form: str = ""


class Numbering:
    """The people of one conversation, by keyed hashes of their names; the key lives as long as this object."""

    def __init__(self, highest: int = 0) -> None:
        self._key = secrets.token_bytes(32)
        self._people: list[_Person] = []
        self._words: set[bytes] = set()
        self.highest = highest

    def passed(self, text: str) -> None:
        """No number that stands in a text already is given to somebody else."""
        self.highest = max([self.highest, *(int(number) for number in WORD.findall(text))])

    def seen(self, word: str) -> bool:
        """Whether the word, in lower case, was part of a name."""
        return bool(self._words) and self._digest(word) in self._words

    def word_for(self, names: tuple[str, ...], title: str = "") -> str:
        """The word for a person of these names, in lower case, after this form of address."""
        digests = [self._digest(name) for name in names]
        self._words.update(digest for digest, name in zip(digests, names, strict=True) if len(name) > 1)
        form = "m" if title in _MEN else "w" if title in _WOMEN else ""
        person = self._known(digests, form, bool(title))
        if person is None:
            self.highest += 1
            person = _Person(self.highest, form=form)
            self._people.append(person)
            person.first = b"" if title and len(digests) == 1 else digests[0]
        if len(digests) > 1 or (title and len(digests) == 1):
            person.last = person.last or digests[-1]
        return f"[name {person.number}]"

    def _known(self, digests: list[bytes], form: str, titled: bool) -> _Person | None:
        """The person whom these names can only mean; None for somebody new, or when it is not clear."""
        if len(digests) > 1:
            both = [one for one in self._people if one.first == digests[0] and one.last == digests[-1]]
            half = [one for one in self._people if one.first == digests[0] and not one.last]
            return _only(both) or _only(half)
        alone = digests[0]
        if titled:
            return _only([one for one in self._people if one.last == alone and one.form == form and form]) or _only(
                [one for one in self._people if alone in (one.first, one.last) and not form]
            )
        return _only([one for one in self._people if one.first == alone]) or _only(
            [one for one in self._people if one.first == alone and not one.last]
        ) or _only([one for one in self._people if one.last == alone])

    def _digest(self, name: str) -> bytes:
        return hmac.digest(self._key, name.encode(), "sha256")


class Conversations:
    """The numbering of every conversation that this process serves, the latest ones. In memory only."""

    def __init__(self, most: int = MOST_CONVERSATIONS) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._found: OrderedDict[str, Numbering] = OrderedDict()

    def of(self, conversation: str, kept: Callable[[], Iterable[str]]) -> Numbering:
        """The numbering of a conversation. `kept` gives what is kept of one that this process does not know."""
        with self._lock:
            found = self._found.get(conversation)
            if found is None:
                found = Numbering()
                for text in kept():
                    found.passed(text)
                self._found[conversation] = found
                if len(self._found) > self._most:
                    self._found.popitem(last=False)
            self._found.move_to_end(conversation)
            return found

    def forget(self, conversation: str) -> None:
        with self._lock:
            self._found.pop(conversation, None)


@lru_cache(maxsize=1)
def conversations() -> Conversations:
    """Those of this process."""
    return Conversations()


def _only(people: list[_Person]) -> _Person | None:
    return people[0] if len(people) == 1 else None
