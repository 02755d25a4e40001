"""What surrounds a phrase: is it denied, is it asked about in general, is it past or over?"""

from __future__ import annotations

from bot.understanding.lexicon import Hit, Lexicon
from bot.understanding.text import Words

# Somebody of the present case: then even a sentence that opens like a general question tells something.
_PRESENT_CASE = {
    "he", "she", "hes", "shes", "him", "her", "hers", "his", "they", "them", "theyre", "my", "our", "pupil", "yp", "lad",
    "girl", "boy", "daughter", "son", "grandson", "granddaughter", "sister", "brother", "mum", "dad", "nan", "friend",
}
_PLURAL_QUESTION = {"they", "them", "our"}  # "do they...", "should our policy..." name nobody
_RULED_OUT = ("ruled out", "not true", "untrue", "false alarm", "turned out not")


class Surroundings:
    """The denials, general questions and past of one text, found once."""

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self._words = words
        kept = lexicon.not_negations.find(words)
        self._negations = [
            hit for hit in lexicon.negations.find(words)
            if not any(one.first < hit.last and hit.first < one.last for one in kept)
        ]
        self._past = lexicon.past.find(words)
        self._general = [sentence for sentence in words.sentences if self._is_general(sentence, lexicon)]

    def denied(self, hit: Hit) -> bool:
        """Whether a denial before the phrase reaches it, or one right after it takes it back."""
        start = self._words.scope_start(hit.first)
        if any(start <= one.first and one.last <= hit.first for one in self._negations):
            return True
        _, end = self._words.clause_of(hit.first, hit.last)
        after = " ".join(token.text for token in self._words.doc[hit.last:end])
        return any(phrase in after for phrase in _RULED_OUT)

    def asked_in_general(self, hit: Hit) -> bool:
        return any(begin <= hit.first < end for begin, end in self._general)

    def past(self, hit: Hit) -> bool:
        """Whether the sentence of the phrase puts it in the past or says that it is over or safe."""
        begin, end = self._words.sentence_of(hit.first)
        return any(begin <= one.first < end for one in self._past)

    def _is_general(self, sentence: tuple[int, int], lexicon: Lexicon) -> bool:
        begin, end = sentence
        opening = [hit for hit in lexicon.general_question.find(self._words) if begin <= hit.first <= begin + 2]
        if not opening:
            return False
        present = _PRESENT_CASE - _PLURAL_QUESTION
        return not any(token.text in present for token in self._words.doc[begin:end])
