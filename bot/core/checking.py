"""What holds the content together: references, coverage of the briefing, and the promises of the design."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from bot.core import conditions
from bot.core.conditions import Condition
from bot.core.errors import Problem
from bot.core.model import CONCERN_IDS, FACTOR_IDS, LABEL_IDS, Item

if TYPE_CHECKING:
    from bot.core.knowledge import Knowledge

MOST_QUESTIONS = 45
FILE_OF = {
    "circumstances": "circumstances.yml", "questions": "questions.yml", "factors": "factors.yml",
    "concerns": "factors.yml", "indicators": "indicators.yml", "harm_ways": "harm_ways.yml", "steps": "steps.yml",
    "routes": "routes.yml", "platforms": "routes.yml", "learning": "learning.yml", "barriers": "barriers.yml",
    "terms": "glossary.yml", "topics": "topics.yml",
}
# "gap" and "rep" ids are no sections of the briefing but have to be covered all the same.
COUNTS = {
    "meta": 1, "reasons": 3, "intro": 9, "harm": 6, "identity": 7, "unsupervised_contact": 12, "online_communities": 9,
    "professional_contact": 6, "self_generated_images": 5, "harmful_content": 4, "professional_awareness": 6,
    "policy": 9, "train": 6, "friends": 3, "relate": 9, "impact": 4, "report": 3, "experts": 5, "serious": 6,
    "sign": 3, "rep": 13, "gap": 13,
}
# What the design rules out, whoever writes it: reassurance from absence, and scores.
FORBIDDEN = re.compile(
    r"\b(low|lower|medium|high)[- ]risk\b|\brisk (score|level|rating)\b|\bno cause for concern\b"
    r"|\bnothing to worry about\b|\bnot (a )?concern\b",
    re.IGNORECASE,
)
# A reproach, a tag that asks for agreement, or a beginning that can be answered with a yes.
LEADING = re.compile(
    r"\bwhy\b|\bsurely\b|\bright\?|n['’]t (?:you|he|she|they|it)\?"
    r"|^(?:is|are|was|were|has|have|had|does|did|do you think|isn['’]t|don['’]t|didn['’]t|so)\b",
    re.IGNORECASE,
)


def check(knowledge: Knowledge, damaged: frozenset[str] = frozenset()) -> list[Problem]:
    """Every problem between items; empty when the content holds together.

    `damaged` names the files of which something could not be read: what looks into them is left out, as an item that
    is damaged would be told once more by everything that refers to it.
    """
    looks_into = {
        _labels: ("factors.yml", "questions.yml"),
        _cites: ("source.yml", "facts.yml"),
        _coverage: ("source.yml", *FILE_OF.values()),
        _questions: ("questions.yml",),
        _conditions: ("questions.yml", "circumstances.yml"),
        _circles: (),
        _signs_only_add: (),
        _routes: ("routes.yml", "steps.yml"),
        _roles: ("questions.yml", "source.yml"),
        _wording: (),
        _phrases: ("phrases.yml",),
        _interface: ("interface.yml",),
        _do_nots: ("interface.yml", "steps.yml"),
        _aloud: ("helpline.yml", "questions.yml"),
        _critical: ("helpline.yml", "questions.yml"),
    }
    return [
        problem
        for looked, files in looks_into.items()
        if damaged.isdisjoint(files)
        for problem in looked(knowledge)
    ]


def items(knowledge: Knowledge) -> Iterator[tuple[str, str, Item]]:
    """Every item a person may see: its collection, its id, the item."""
    for collection in FILE_OF:
        for item_id, item in getattr(knowledge, collection).items():
            yield collection, item_id, item


def coverage(knowledge: Knowledge) -> dict[str, list[str]]:
    """Every id of the briefing map and the items that cite it ("steps/report_ceop")."""
    table: dict[str, list[str]] = {paragraph: [] for paragraph in knowledge.paragraphs}
    for collection, item_id, item in items(knowledge):
        for cite in item.cites:
            if cite in table:
                table[cite].append(f"{collection}/{item_id}")
    return table


def _labels(knowledge: Knowledge) -> Iterator[Problem]:
    for section, wanted in (("factors", FACTOR_IDS), ("concerns", CONCERN_IDS)):
        found = getattr(knowledge, section)
        for label in set(wanted) ^ set(found):
            yield Problem("factors.yml", label, f"has to stand under '{section}', and nothing else may")
    for label in LABEL_IDS:
        if label not in knowledge.questions:
            yield Problem("questions.yml", label, "every label needs a question of its own id that settles it")


def _cites(knowledge: Knowledge) -> Iterator[Problem]:
    for collection, item_id, item in items(knowledge):
        for cite in item.cites:
            fact = knowledge.facts.get(cite)
            if fact is None and cite not in knowledge.paragraphs:
                yield Problem(FILE_OF[collection], item_id, f"cites {cite}, which stands in no source")
            elif fact is not None and fact.confidence in ("low", "memory"):
                yield Problem(
                    FILE_OF[collection], item_id, f"rests on {cite}, whose confidence is '{fact.confidence}'"
                )


def _coverage(knowledge: Knowledge) -> Iterator[Problem]:
    wanted = {f"{section}.{number}" for section, count in COUNTS.items() for number in range(1, count + 1)}
    for paragraph in wanted - set(knowledge.paragraphs):
        yield Problem("source.yml", paragraph, "is a point of the briefing and is missing")
    for paragraph in set(knowledge.paragraphs) - wanted:
        yield Problem("source.yml", paragraph, "is no point of the briefing")
    for paragraph, users in coverage(knowledge).items():
        if not users and paragraph not in knowledge.unused:
            yield Problem("source.yml", paragraph, "is used by no item and not listed under 'unused' with a reason")
        if users and paragraph in knowledge.unused:
            yield Problem("source.yml", paragraph, f"is listed under 'unused' but {users[0]} cites it")
    for paragraph in set(knowledge.unused) - set(knowledge.paragraphs):
        yield Problem("source.yml", paragraph, "is listed under 'unused' but is no point of the briefing")


def _questions(knowledge: Knowledge) -> Iterator[Problem]:
    if len(knowledge.questions) > MOST_QUESTIONS:
        yield Problem("questions.yml", "", f"holds {len(knowledge.questions)} questions; at most {MOST_QUESTIONS}")
    kinds = [question.kind for question in knowledge.questions.values()]
    for kind in ("danger", "own_words", "confirm", "review", "after"):
        if kinds.count(kind) != 1:
            yield Problem("questions.yml", "", f"needs exactly one question of kind '{kind}'")


def _all_conditions(knowledge: Knowledge) -> Iterator[tuple[str, str, Condition]]:
    for collection in ("circumstances", "indicators", "harm_ways", "learning", "barriers"):
        for item_id, item in getattr(knowledge, collection).items():
            yield FILE_OF[collection], item_id, item.condition
    for item_id, question in knowledge.questions.items():
        if question.asked_if is not None:
            yield "questions.yml", item_id, question.asked_if
    for item_id, step in knowledge.steps.items():
        for timing in step.timing:
            yield "steps.yml", item_id, timing.condition
        for variant in step.variants:
            yield "steps.yml", item_id, variant.condition


def _conditions(knowledge: Knowledge) -> Iterator[Problem]:
    for file, item_id, condition in _all_conditions(knowledge):
        for part in conditions.walk(condition):
            if isinstance(part, conditions.Named) and part.circumstance not in knowledge.circumstances:
                yield Problem(file, item_id, f"refers to '{part.circumstance}', which is no circumstance")
            if isinstance(part, conditions.Answered):
                question = knowledge.questions.get(part.question)
                if question is None:
                    yield Problem(file, item_id, f"refers to '{part.question}', which is no question")
                    continue
                for value in set(part.values) - {*question.values, "skip"}:
                    yield Problem(file, item_id, f"'{value}' is no answer to '{part.question}'")


def _circles(knowledge: Knowledge) -> Iterator[Problem]:
    """A circumstance that rests on itself could never be worked out."""
    uses = {
        name: {part.circumstance for part in conditions.walk(one.condition) if isinstance(part, conditions.Named)}
        for name, one in knowledge.circumstances.items()
    }
    for name, direct in uses.items():
        seen: set[str] = set()
        ahead = set(direct)
        while ahead:
            one = ahead.pop()
            if one not in seen:
                seen.add(one)
                ahead |= uses.get(one, set())
        if name in seen:
            yield Problem("circumstances.yml", name, "rests on itself")


def _signs_only_add(knowledge: Knowledge) -> Iterator[Problem]:
    """A further sign must never take a step or a line away, so conditions for them never look for its absence."""
    about_the_case = {"role", "nation", "lead_told", "already_reported"}
    for file, item_id, condition in _all_conditions(knowledge):
        if file == "questions.yml":
            continue
        for part in conditions.walk(condition):
            if isinstance(part, conditions.Not):
                yield Problem(file, item_id, "uses 'not': a further sign could take this away")
            if isinstance(part, conditions.Answered) and "no" in part.values and part.question not in about_the_case:
                yield Problem(file, item_id, f"waits for 'no' to '{part.question}': a sign could take this away")
    for item_id, step in knowledge.steps.items():
        for variant in step.variants:
            for part in conditions.walk(variant.condition):
                if isinstance(part, conditions.Named) or (
                    isinstance(part, conditions.Answered) and part.question not in about_the_case
                ):
                    yield Problem("steps.yml", item_id, "a variant may depend only on: " + ", ".join(sorted(about_the_case)))


def _routes(knowledge: Knowledge) -> Iterator[Problem]:
    used: set[str] = set()
    for item_id, step in knowledge.steps.items():
        for choice in (step.route, *(variant.route for variant in step.variants)):
            named = [choice] if isinstance(choice, str) else list((choice or {}).values())
            used.update(named)
            for route_id in named:
                yield from _usable(knowledge, "steps.yml", item_id, route_id)
    for item_id, topic in knowledge.topics.items():
        for route_id in topic.routes:
            yield from _usable(knowledge, "topics.yml", item_id, route_id)
    for route_id, route in knowledge.routes.items():
        if route.shown and route_id not in used:
            yield Problem("routes.yml", route_id, "is shown but no step leads to it")


def _usable(knowledge: Knowledge, file: str, item_id: str, route_id: str) -> Iterator[Problem]:
    route = knowledge.routes.get(route_id)
    if route is None:
        yield Problem(file, item_id, f"names the route '{route_id}', which does not exist")
    elif not route.shown:
        yield Problem(file, item_id, f"names the route '{route_id}', which is not to be shown")


def _roles(knowledge: Knowledge) -> Iterator[Problem]:
    known = set(knowledge.questions["role"].values) if "role" in knowledge.questions else set()
    for item_id, point in knowledge.learning.items():
        for role in set(point.roles) - known:
            yield Problem("learning.yml", item_id, f"is for the role '{role}', which the question does not offer")
        if point.section not in {paragraph.section for paragraph in knowledge.paragraphs.values()}:
            yield Problem("learning.yml", item_id, f"'{point.section}' is no heading of the briefing")


def _wording(knowledge: Knowledge) -> Iterator[Problem]:
    for collection, item_id, item in items(knowledge):
        # What a person may ask is theirs; what is said to them is ours.
        found = FORBIDDEN.search(" ".join(_strings(item.model_dump(exclude={"asked"}))))
        if found:
            yield Problem(FILE_OF[collection], item_id, f"says '{found.group()}': the assistant never grades risk")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _strings(one)


def _phrases(knowledge: Knowledge) -> Iterator[Problem]:
    from bot.core.phrases import PLACES

    for name in PLACES.keys() - knowledge.phrases.keys():
        yield Problem("phrases.yml", name, "is missing")
    for name, text in knowledge.phrases.items():
        if name not in PLACES:
            yield Problem("phrases.yml", name, "is a phrase that nothing says")
        else:
            yield from _places("phrases.yml", name, text, PLACES[name])


def _interface(knowledge: Knowledge) -> Iterator[Problem]:
    from bot.core.interface import HELPLINE_PLACES, PLACES

    yield from _page(knowledge.interface.text, PLACES)
    yield from _page(knowledge.interface.helpline, HELPLINE_PLACES)


def _page(texts: Mapping[str, str], places: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    for name in places.keys() - texts.keys():
        yield Problem("interface.yml", name, "is missing")
    for name, text in texts.items():
        if name not in places:
            yield Problem("interface.yml", name, "is a sentence that the page never shows")
            continue
        yield from _places("interface.yml", name, text, places[name])
        for place in places[name]:
            # On the page a number or a date that is left out is not said elsewhere, as it is in a conversation.
            if f"{{{place}}}" not in text:
                yield Problem("interface.yml", name, f"leaves out {{{place}}}")
        if FORBIDDEN.search(text):
            yield Problem("interface.yml", name, "grades risk, which the assistant never does")


def _do_nots(knowledge: Knowledge) -> Iterator[Problem]:
    for step in knowledge.interface.do_nots:
        if step not in knowledge.steps:
            yield Problem("interface.yml", "do_nots", f"names the step '{step}', which does not exist")


def _aloud(knowledge: Knowledge) -> Iterator[Problem]:
    """Every question about the child can be said on the phone, and nothing that is said leads or blames the caller."""
    settling = {name for name, question in knowledge.questions.items() if question.settles}
    for name in settling - knowledge.aloud.keys():
        yield Problem("helpline.yml", name, "is a question that has no 'aloud'")
    for name, aloud in knowledge.aloud.items():
        if name not in settling:
            yield Problem("helpline.yml", name, "is no question about the child")
        led = LEADING.search(aloud.say)
        if led:
            yield Problem("helpline.yml", name, f"says '{led.group()}': what is said to a caller never leads or blames")
        if aloud.say.count("?") + aloud.say.count(".") != 1:
            yield Problem("helpline.yml", name, "has to be one sentence that asks one thing")
        graded = FORBIDDEN.search(f"{aloud.say} {aloud.avoid}")
        if graded:
            yield Problem("helpline.yml", name, f"says '{graded.group()}': the assistant never grades risk")


def _critical(knowledge: Knowledge) -> Iterator[Problem]:
    named = [question for group in knowledge.critical for question in group]
    for name in sorted(set(named)):
        if name not in knowledge.questions or not knowledge.questions[name].settles:
            yield Problem("helpline.yml", "critical", f"names '{name}', which is no question about the child")
        if named.count(name) > 1:
            yield Problem("helpline.yml", "critical", f"names '{name}' twice")


def _places(file: str, name: str, text: str, places: tuple[str, ...]) -> Iterator[Problem]:
    try:
        found = {place for _, place, _, _ in string.Formatter().parse(text) if place is not None}
    except ValueError as error:
        yield Problem(file, name, f"has a broken place: {error}")
        return
    if found - set(places):
        there_are = ", ".join(f"{{{place}}}" for place in places) or "none"
        yield Problem(file, name, f"has a place that does not exist (there are: {there_are})")
