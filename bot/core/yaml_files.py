"""YAML as the content is written: `yes` and `no` are words, a key stands once, no anchors.

PyYAML's own loader takes `yes` for a truth value, lets the last of two equal keys win in silence, follows anchors, with
which a small file can fill the memory, and ends the whole process over lists within lists within lists.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.core.errors import Problem

# The content needs less than half of it.
MOST_DEPTH = 20
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _ContentLoader(_Base):
    pass


_ContentLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_TRUTH = {"true": True, "false": False}


def _scalar(loader: Any, node: Any) -> Any:
    value = loader.construct_scalar(node)
    return _TRUTH.get(value, value) if node.style in (None, "") else value


def _mapping(loader: Any, node: Any) -> dict[Any, Any]:
    pairs: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if isinstance(key, (dict, list)):
            raise yaml.constructor.ConstructorError(None, None, "a key is a word or a number", key_node.start_mark)
        if key in pairs:
            raise yaml.constructor.ConstructorError(None, None, f"'{key}' stands twice", key_node.start_mark)
        pairs[key] = loader.construct_object(value_node, deep=True)
    return pairs


_ContentLoader.add_constructor("tag:yaml.org,2002:str", _scalar)
_ContentLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path) -> tuple[Any, list[Problem]]:
    """What the file holds, and what is wrong with it as YAML (then the content is None)."""
    try:
        text = path.read_text(encoding="utf-8")
        refused = _refused(text)
        if refused:
            return None, [Problem(path.name, *refused)]
        return yaml.load(text, Loader=_ContentLoader), []
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        return None, [Problem(path.name, *_what_is_wrong(error))]


def _refused(text: str) -> tuple[str, str] | None:
    """Where the file holds what no content needs and a loader must not meet, and the sentence for it."""
    depth = 0
    for event in yaml.parse(text, Loader=_Base):
        if isinstance(event, yaml.AliasEvent):
            return _where(event.start_mark), "anchors and aliases are not used in the content"
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            return _where(event.start_mark), f"lists and mappings are nested more than {MOST_DEPTH} deep"
    return None


def _what_is_wrong(error: Exception) -> tuple[str, str]:
    """Where in the file, and the sentence for it."""
    if isinstance(error, UnicodeDecodeError):
        return "", f"not UTF-8 text (byte {error.start})"
    if isinstance(error, yaml.MarkedYAMLError):
        return _where(error.problem_mark), f"not valid YAML: {error.problem}"
    if isinstance(error, OSError):
        return "", f"cannot be read: {error.strerror}"
    return "", f"cannot be read: {error}"


def _where(mark: Any) -> str:
    return f"line {mark.line + 1}" if mark else ""
