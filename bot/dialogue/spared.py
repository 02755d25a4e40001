"""Work of Rasa that changes nothing, spared: the one place where we go round it.

Each function says what Rasa does and what stands in its place. Made for the version below only: with another one nothing is
changed and Rasa is just slower, and tests/dialogue/test_spared.py fails, so that somebody looks.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from rasa import __version__
from rasa.core.actions.action import RemoteAction
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.training.hooks import TrainingHook
from rasa.shared.core.events import Event

from bot.dialogue.in_process import InProcessActions

RASA = "3.6.21"
logger = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def spare_work() -> bool:
    """Puts what is below in the place of Rasa's own, once for the process; False when this is another Rasa."""
    if __version__ != RASA:
        logger.warning("This is Rasa %s; what spares work is made for %s and is left out.", __version__, RASA)
        return False
    Event.resolve_by_type = staticmethod(_known_by_type(Event.resolve_by_type))
    RemoteAction._validate_action_result = _unless_in_process(RemoteAction._validate_action_result)
    DaskGraphRunner.run = _run
    return True


def spare_caching() -> bool:
    """Rasa takes fingerprints of all examples after each step of training, to keep steps for a next training. Ours is always whole."""
    if __version__ != RASA:
        return False
    TrainingHook.on_before_node = lambda *_, **__: {}
    TrainingHook.on_after_node = lambda *_, **__: None
    return True


def _known_by_type(resolve: Callable[..., Any]) -> Callable[..., Any]:
    """Rasa walks through all classes of events for each event that it reads: half of the time of reading a conversation."""
    return lru_cache(maxsize=256)(resolve)


def _unless_in_process(validate: Callable[..., bool]) -> Callable[..., bool]:
    """Rasa checks every answer of an action server, and before that its own schema: 20 ms. Our actions answer in this process,
    with events that the SDK made, and need neither."""

    def validated(self: RemoteAction, result: dict[str, Any]) -> bool:
        return isinstance(self.action_endpoint, InProcessActions) or validate(self, result)

    return validated


def _run(
    self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    """Rasa has dask plan each run anew. Here the plan is kept, and the nodes run one after the other as dask runs them."""
    wanted = tuple(targets if targets else self._graph_schema.target_names)
    plans: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = self.__dict__.setdefault("_plans", {})
    if wanted not in plans:
        plans[wanted] = _plan(self, wanted)
    given = inputs or {}
    clashing = [name for name in given if name in self._instantiated_nodes]
    if clashing:
        raise GraphRunError(f"Inputs clash with nodes of the graph: {', '.join(clashing)}.")
    done: dict[str, tuple[str, Any]] = {name: (name, value) for name, value in given.items()}
    for name, needs in plans[wanted]:
        done[name] = self._instantiated_nodes[name](*(done.get(need, need) for need in needs))
    return dict(done[target] for target in wanted)


def _plan(runner: DaskGraphRunner, targets: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """The nodes that these targets need, each after what it needs itself, with the names of that."""
    nodes = runner._graph_schema.minimal_graph_schema(list(targets)).nodes
    planned: dict[str, tuple[str, ...]] = {}

    def add(name: str) -> None:
        if name in nodes and name not in planned:
            for need in nodes[name].needs.values():
                add(need)
            planned[name] = tuple(nodes[name].needs.values())

    for target in targets:
        add(target)
    return list(planned.items())
