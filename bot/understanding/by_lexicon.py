"""Understanding by the lexicon alone: phrases with their denials. Exact where it speaks, silent where it has no words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.answers import NO, YES
from bot.understanding.ages import age_told
from bot.understanding.denial import Surroundings
from bot.understanding.interface import Detail, Evidence, Finding, Understood
from bot.understanding.lexicon import Hit, Lexicon, load_lexicon
from bot.understanding.text import Words, read

CONFIDENCE = 0.8
# When words speak for two answers to one question, the one that must not be missed counts.
_WEIGHTIER = {YES: 2, "not_acted": 3, NO: 1}
_DANGER = "immediate_danger"
# What long ago was, or is over, does not answer these.
_ABOUT_NOW = ("suicidal", "meeting_planned")


class LexiconUnderstanding:
    """Findings, details and the net of danger words, from the lexicon."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or load_lexicon()

    def understand(self, text: str) -> Understood:
        words = read(text)
        around = Surroundings(words, self._lexicon)
        net: dict[str, list[Evidence]] = {"danger_now": [], "wish_to_die": []}
        for hit in self._lexicon.danger.find(words):
            if not (around.denied(hit) or around.asked_in_general(hit) or around.past(hit)):
                net[hit.meaning].append(words.evidence(hit.first, hit.last))
        danger = tuple(net["danger_now"])
        return Understood(
            findings=tuple(self._findings(words, around, danger)),
            details=tuple(self._details(words, around)),
            danger=danger,
            wish_to_die=tuple(net["wish_to_die"]),
            over=bool(self._lexicon.past.find(words)),
        )

    def _findings(
        self, words: Words, around: Surroundings, danger: tuple[Evidence, ...]
    ) -> Iterable[Finding]:
        by_label: dict[str, dict[str, list[Evidence]]] = {}
        for hit in self._lexicon.terms.find(words):
            if around.asked_in_general(hit) or (hit.meaning == _DANGER and around.past(hit)):
                continue
            status = "denied" if around.denied(hit) else "reported"
            clause = words.clause_of(hit.first, hit.last)
            by_label.setdefault(hit.meaning, {}).setdefault(status, []).append(words.evidence(*clause))
        if danger:
            by_label.setdefault(_DANGER, {}).setdefault("reported", []).extend(danger)
        for label, found in by_label.items():
            # Reported anywhere in the text outweighs denied elsewhere: "no photos from him, but she sent one to a friend".
            status = "reported" if "reported" in found else "denied"
            evidence = tuple(dict.fromkeys(found[status]))
            yield Finding(label, "reported" if status == "reported" else "denied", CONFIDENCE, evidence)

    def _details(self, words: Words, around: Surroundings) -> Iterable[Detail]:
        best: dict[str, tuple[int, Hit, str]] = {}
        for hit in self._lexicon.details.find(words):
            question, _, value = hit.meaning.partition("=")
            if around.asked_in_general(hit) or (question in _ABOUT_NOW and around.past(hit)):
                continue
            if around.denied(hit):
                if value != YES:
                    continue
                value = NO
            weight = _WEIGHTIER.get(value, 1)
            if question not in best or weight > best[question][0]:
                best[question] = (weight, hit, value)
        for question, (_, hit, value) in best.items():
            yield Detail(question, value, words.evidence(*words.clause_of(hit.first, hit.last)))
        age = age_told(words.text)
        if age:
            yield age
