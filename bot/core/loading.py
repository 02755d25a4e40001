"""From `data/briefing/` to Knowledge, with every problem reported at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.core import checking
from bot.core.errors import ContentError, Problem
from bot.core.knowledge import Knowledge
from bot.core.model import (
    Aloud,
    Barrier,
    Blank,
    Circumstance,
    Edition,
    Fact,
    Factor,
    HarmWay,
    Indicator,
    Interface,
    Learning,
    OpenPoint,
    Paragraph,
    Platform,
    Question,
    Route,
    Step,
    Term,
    Topic,
)
from bot.core.yaml_files import read_yaml

CONTENT = Path(__file__).resolve().parents[2] / "data" / "briefing"

# file -> (its top-level keys -> the type of their items); None: id -> sentence
FILES: dict[str, dict[str, type[BaseModel] | None]] = {
    "source.yml": {"paragraphs": Paragraph, "unused": None},
    "facts.yml": {"facts": Fact, "open_points": OpenPoint},
    "circumstances.yml": {"circumstances": Circumstance},
    "questions.yml": {"questions": Question},
    "factors.yml": {"factors": Factor, "concerns": Factor},
    "indicators.yml": {"indicators": Indicator},
    "harm_ways.yml": {"harm_ways": HarmWay},
    "steps.yml": {"steps": Step},
    "routes.yml": {"routes": Route, "platforms": Platform},
    "learning.yml": {"learning": Learning},
    "barriers.yml": {"barriers": Barrier},
    "glossary.yml": {"terms": Term},
    "topics.yml": {"topics": Topic},
    "record.yml": {"blanks": Blank},
    "phrases.yml": {"phrases": None},
}
EDITION_FILE = "edition.yml"
INTERFACE_FILE = "interface.yml"
HELPLINE_FILE = "helpline.yml"
EMERGENCY = "police999"
ORGANISATION_FIELDS = ("name", "phone", "email", "web", "hours", "note")


def load_knowledge(folder: Path = CONTENT, organisation: Path | None = None) -> Knowledge:
    """The content of `folder`, with the contacts of the organisation's own file in place of the general ones.

    Raises ContentError, which holds all problems of all files, when anything is wrong.
    """
    problems: list[Problem] = []
    collections: dict[str, Mapping[str, Any]] = {}
    for name, sections in FILES.items():
        raw = _read(folder / name, set(sections), problems)
        for section, kind in sections.items():
            collections[section] = _items(name, section, raw.get(section), kind, problems)
    edition = _edition(folder / EDITION_FILE, problems)
    interface = _interface(folder / INTERFACE_FILE, problems)
    aloud, critical = _helpline(folder / HELPLINE_FILE, problems)
    if organisation is not None:
        collections["routes"] = _with_contacts(collections["routes"], organisation, problems)
    damaged = frozenset(problem.file for problem in problems)
    knowledge = Knowledge(
        edition=edition or Edition.model_construct(),
        interface=interface or Interface.model_construct(lang="", do_nots=(), text={}, helpline={}),
        aloud=aloud,
        critical=critical,
        fingerprint="" if problems else fingerprint(folder, organisation),
        **collections,
    )
    problems += checking.check(knowledge, damaged)
    if problems:
        raise ContentError(problems)
    return knowledge


def fingerprint(folder: Path = CONTENT, organisation: Path | None = None) -> str:
    """A short hash of everything that the conversation is made from; the text of the pages around it is not."""
    digest = hashlib.sha256()
    files = [path for path in sorted(folder.glob("*.yml")) if path.name not in (INTERFACE_FILE, HELPLINE_FILE)]
    for path in [*files, *([organisation] if organisation else [])]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _read(path: Path, keys: set[str], problems: list[Problem]) -> dict[str, Any]:
    if not path.is_file():
        problems.append(Problem(path.name, "", f"the file is missing (expected in {path.parent.name}/)"))
        return {}
    raw, wrong = read_yaml(path)
    problems += wrong
    if wrong:
        return {}
    if not isinstance(raw, dict):
        problems.append(Problem(path.name, "", f"holds no '{', '.join(sorted(keys))}'"))
        return {}
    for key in raw.keys() - keys:
        problems.append(Problem(path.name, str(key), f"is not a section of this file ({', '.join(sorted(keys))})"))
    return raw


def _items(
    file: str, section: str, raw: Any, kind: type[BaseModel] | None, problems: list[Problem]
) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        problems.append(Problem(file, section, "is missing or empty"))
        return {}
    made: dict[str, Any] = {}
    for key, value in raw.items():
        item = _item(file, str(key), value, kind, problems)
        if item is not None:
            made[str(key)] = item
    return MappingProxyType(made)


def _item(file: str, key: str, value: Any, kind: type[BaseModel] | None, problems: list[Problem]) -> Any:
    if kind is None:
        if isinstance(value, str) and value.strip():
            return value.strip()
        problems.append(Problem(file, key, "is not a sentence"))
        return None
    if not isinstance(value, dict):
        problems.append(Problem(file, key, "has no fields"))
        return None
    return _validated(file, key, lambda: kind.model_validate({"id": key, **value}), problems)


def _validated(file: str, key: str, make: Callable[[], Any], problems: list[Problem]) -> Any:
    try:
        return make()
    except ValidationError as error:
        for one in error.errors(include_url=False, include_context=False, include_input=False):
            where = ".".join(str(part) for part in one["loc"])
            message = one["msg"].removeprefix("Value error, ")
            problems.append(Problem(file, key, f"{where}: {message}" if where else message))
        return None


def _edition(path: Path, problems: list[Problem]) -> Edition | None:
    raw = _read(path, {"edition"}, problems)
    if not isinstance(raw.get("edition"), dict):
        problems.append(Problem(path.name, "edition", "is missing or empty"))
        return None
    made: Edition | None = _validated(path.name, "edition", lambda: Edition.model_validate(raw["edition"]), problems)
    return made


def _interface(path: Path, problems: list[Problem]) -> Interface | None:
    raw = _read(path, {"lang", "do_nots", "interface", "helpline"}, problems)
    if not raw:
        return None
    made: Interface | None = _validated(path.name, "", lambda: Interface.model_validate(raw), problems)
    return made


def _helpline(path: Path, problems: list[Problem]) -> tuple[Mapping[str, Aloud], tuple[tuple[str, ...], ...]]:
    raw = _read(path, {"critical", "aloud"}, problems)
    if not raw:
        return MappingProxyType({}), ()
    groups = raw.get("critical")
    whole = isinstance(groups, list) and all(
        isinstance(group, list) and group and all(isinstance(one, str) for one in group) for group in groups
    )
    if not groups or not whole:
        problems.append(Problem(path.name, "critical", "has to be a list of groups, each a list of ids of questions"))
    return (
        _items(path.name, "aloud", raw.get("aloud"), Aloud, problems),
        tuple(tuple(group) for group in groups) if groups and whole else (),
    )


def _with_contacts(routes: Mapping[str, Route], path: Path, problems: list[Problem]) -> Mapping[str, Route]:
    """The organisation knows its own lead, MASH or out-of-hours team better than general content can."""
    raw = _read(path, {"contacts"}, problems)
    replaced = dict(routes)
    contacts = raw.get("contacts")
    if raw and not isinstance(contacts, dict):
        problems.append(Problem(path.name, "contacts", "is missing or empty"))
    for route_id, contact in contacts.items() if isinstance(contacts, dict) else ():
        if route_id not in routes:
            problems.append(Problem(path.name, str(route_id), "is no route of data/briefing/routes.yml"))
            continue
        if route_id == EMERGENCY:
            problems.append(Problem(path.name, str(route_id), "is the emergency number and cannot be replaced"))
            continue
        if not isinstance(contact, dict) or set(contact) - set(ORGANISATION_FIELDS):
            problems.append(Problem(path.name, str(route_id), f"takes only: {', '.join(ORGANISATION_FIELDS)}"))
            continue
        general = routes[route_id].model_dump(by_alias=True)
        made = _validated(
            path.name, str(route_id), lambda: Route.model_validate({**general, **contact}), problems  # noqa: B023
        )
        replaced[route_id] = made or routes[route_id]
    return MappingProxyType(replaced)
