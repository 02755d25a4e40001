"""The content as types. One class an item of `data/briefing/`; see docs/content.md for what each field means."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.core import conditions
from bot.core.answers import NO, NOT_SURE, YES

FACTOR_IDS = (
    "identity", "unsupervised_contact", "online_communities", "professional_contact", "self_generated_images",
    "harmful_content", "professional_awareness",
)
CONCERN_IDS = ("cyberbullying", "self_harm", "immediate_danger")
LABEL_IDS = FACTOR_IDS + CONCERN_IDS

Label = Literal[
    "identity", "unsupervised_contact", "online_communities", "professional_contact", "self_generated_images",
    "harmful_content", "professional_awareness", "cyberbullying", "self_harm", "immediate_danger",
]
Kind = Literal["start", "danger", "own_words", "confirm", "ask", "circle", "review", "after"]
When = Literal["now", "today", "this_week", "later"]
FirstMove = Literal["emergency", "refer_today", "take_advice"]
Nation = Literal["england", "wales", "scotland", "northern_ireland"]
Origin = Literal["briefing", "since_2019"]
Confidence = Literal["high", "medium", "low", "memory"]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

NATIONS: tuple[Nation, ...] = ("england", "wales", "scotland", "northern_ireland")
WHENS: tuple[When, ...] = ("now", "today", "this_week", "later")
FIRST_MOVES: tuple[FirstMove, ...] = ("emergency", "refer_today", "take_advice")

Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$")]
Cite = Annotated[str, Field(pattern=r"^(F \d+\.\d+[a-z]?|[a-z_]+\.\d+)$")]
Cites = Annotated[tuple[Cite, ...], Field(min_length=1)]
Condition = Annotated[Any, BeforeValidator(conditions.parse)]


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Item(Part):
    """Something with an id that a person may see, resting on the briefing or on a fact added since."""

    id: Id
    cites: Cites


class Paragraph(Part):
    """One point of the source briefing, in our own words."""

    id: str
    section: Text
    says: Text
    kind: Literal["explicit", "implied"] | None = None


class Source(Part):
    name: Text
    page_date: str | date
    checked: date
    address: Annotated[str, Field(pattern=r"^https?://")] | None = None


class Fact(Part):
    """Something added since 2019, or stated in the briefing and changed since."""

    id: str
    says: Text
    origin: Origin
    confidence: Confidence
    source: Source
    nations: tuple[Nation, ...] = NATIONS


class OpenPoint(Part):
    """What a person still has to check, and what the assistant does until then."""

    id: str
    question: Text
    what_we_do: Text


class Circumstance(Item):
    says: Text
    condition: Condition = Field(alias="if")
    first_move: FirstMove | None = None


class Option(Part):
    value: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    title: Text
    statement: str = ""
    if_so: str = ""
    words: tuple[str, ...] = ()


class Unsure(Part):
    find_out: Text
    stop: Text


YES_NO = (YES, NO, NOT_SURE)


class Question(Item):
    kind: Kind
    about: tuple[Label, ...]
    ask: Text
    why: Text
    sign: Literal["harm", "risk", "protective", "fact"] = "fact"
    statement: str = ""
    denied: str = ""
    if_so: str = ""
    unsure: Unsure | None = None
    options: tuple[Option, ...] = ()
    asked_if: Condition | None = None
    names: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Question:
        if self.settles:
            missing = [name for name in ("statement", "denied", "if_so", "unsure") if not getattr(self, name)]
            if missing and not self.own_options:
                raise ValueError(f"a {self.kind} question also needs: {', '.join(missing)}")
        return self

    @property
    def settles(self) -> bool:
        """Whether its answer says something about the child (and not about the conversation)."""
        return self.kind in ("danger", "ask", "circle")

    @property
    def own_options(self) -> bool:
        return bool(self.options)

    @property
    def values(self) -> tuple[str, ...]:
        if self.options:
            return tuple(option.value for option in self.options)
        return YES_NO if self.settles else ()

    def option(self, value: str) -> Option | None:
        return next((option for option in self.options if option.value == value), None)

    def if_it_is(self, value: str) -> str:
        """The clause for "if it turns out that ..."; empty when this answer has none."""
        option = self.option(value)
        return option.if_so if option else self.if_so

    def stated(self, value: str) -> str:
        """The sentence that an answer with this value amounts to; empty for unknown."""
        option = self.option(value)
        if option:
            return option.statement or option.title
        return {YES: self.statement, NO: self.denied}.get(value, "")


class Factor(Item):
    """One of the seven risk factors, or one of the other concerns."""

    title: Text
    name: Text
    summary: Text
    counts: Annotated[tuple[Text, ...], Field(min_length=1)]
    not_enough: str = ""


class Indicator(Item):
    """A line of a ledger, shown when its condition holds."""

    of: tuple[Label | Literal["protective"], ...]
    ledger: Literal["harm", "risk", "protective"]
    status: Literal["indicated", "possible"] = "indicated"
    label: Text
    text: Text
    condition: Condition = Field(alias="if")

    @model_validator(mode="before")
    @classmethod
    def _one_or_many(cls, raw: Any) -> Any:
        if isinstance(raw, dict) and isinstance(raw.get("of"), str):
            return {**raw, "of": [raw["of"]]}
        return raw


class HarmWay(Item):
    """One of the ways in which children were harmed in the cases behind the briefing."""

    title: Text
    text: Text
    factors: tuple[Label, ...]
    condition: Condition = Field(alias="if")


class Opening(Part):
    days: Annotated[tuple[Day, ...], Field(min_length=1)]
    opens: Annotated[str, Field(pattern=r"^\d\d:\d\d$", alias="from")]
    closes: Annotated[str, Field(pattern=r"^\d\d:\d\d$", alias="to")]


class Hours(Part):
    """Always, weekly (in UK time), or not known; exactly one of the three."""

    always: bool = False
    weekly: tuple[Opening, ...] = ()
    unknown: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _one_way(self) -> Hours:
        if sum(map(bool, (self.always, self.weekly, self.unknown))) != 1:
            raise ValueError("hours say exactly one of: always, weekly, unknown")
        return self


class Route(Item):
    name: Text
    hours: Hours
    takes: Text
    does_not_take: Text
    who: Text
    nations: Annotated[tuple[Nation, ...], Field(min_length=1)]
    origin: Origin
    checked: date
    confidence: Confidence
    shown: bool
    phone: str = ""
    email: str = ""
    web: Annotated[str, Field(pattern=r"^(https://.*)?$")] = ""
    hidden_because: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _reason(self) -> Route:
        if not self.shown and not self.hidden_because:
            raise ValueError("a route that is not shown says why in hidden_because")
        if self.shown and self.confidence in ("low", "memory"):
            raise ValueError(f"a route with confidence '{self.confidence}' is not shown")
        return self


class Platform(Item):
    name: Text
    how: Text
    confidence: Confidence
    checked: date
    web: Annotated[str, Field(pattern=r"^(https://.*)?$")] = ""


RouteChoice = str | dict[Literal["england", "wales", "scotland", "northern_ireland", "unknown"], str]


class Timing(Part):
    when: When
    condition: Condition = Field(alias="if")


class Variant(Part):
    """Wording of a step for some roles, nations or states of the case; the first that holds replaces what it names."""

    condition: Condition = Field(alias="if")
    do: str = ""
    who: str = ""
    why: str = ""
    say: str = ""
    route: RouteChoice | None = None


class Step(Item):
    timing: Annotated[tuple[Timing, ...], Field(min_length=1)]
    order: int
    do: Text
    who: Text
    why: Text
    origin: Origin
    route: RouteChoice | None = None
    variants: tuple[Variant, ...] = ()
    say: str = ""


class Learning(Item):
    audience: Literal["practice", "policy"]
    text: Text
    section: Text
    condition: Condition = Field(alias="if")
    roles: tuple[str, ...] = ()


class Barrier(Item):
    title: Text
    text: Text
    condition: Condition = Field(alias="if")


class Term(Item):
    term: Text
    meaning: Text
    also: tuple[str, ...] = ()


class Topic(Item):
    title: Text
    asked: Annotated[tuple[Text, ...], Field(min_length=5)]
    text: Text
    routes: tuple[str, ...] = ()


class Blank(Part):
    """Something that a record leaves to be completed where it is kept."""

    id: Id
    label: Text
    blank: Annotated[str, Field(pattern=r"^\[.+\]$")]


class Aloud(Part):
    """A question as it is said on the phone. `say`: one open, neutral sentence; `avoid`: what not to say, and why."""

    id: Id
    say: Text
    avoid: Text


class Interface(Part):
    """The text of the pages in one language; see bot/core/interface.py. `do_nots` are ids of steps."""

    lang: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    do_nots: Annotated[tuple[Id, ...], Field(min_length=1)]
    text: dict[str, Text] = Field(alias="interface")
    helpline: dict[str, Text]


class Interview(Part):
    """How many questions a person is asked once the advice stands; see bot/core/interview.py."""

    soft_limit: Annotated[int, Field(ge=1)]
    firm_limit: Annotated[int, Field(ge=1)]


class Edition(Part):
    briefing: Text
    content: Text
    # Called `conditions` in the file, because Rasa takes a file with a key `rules` for its own.
    rules: Text = Field(alias="conditions")
    independence: Text
    successor: Text
    prompt_only: Text
    interview: Interview
