"""What tests in every folder use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot import shared
from bot.core.knowledge import Knowledge

settings.register_profile(
    "same_every_time", derandomize=True, deadline=None, max_examples=50, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("same_every_time")


# One server for all tests of these folders, so all run in one process, and first, as they take longest; of the others, those
# of one file stay together.
TOGETHER = ("browser", "web", "hunts")


# Before the hook that reads these marks.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Says in which order tests run, and which stay together when several processes run them (`--dist loadgroup`)."""
    folders = {item: item.path.relative_to(Path(__file__).parent).parts[0] for item in items}
    items.sort(key=lambda item: TOGETHER.index(folders[item]) if folders[item] in TOGETHER else len(TOGETHER))
    for item in items:
        item.add_marker(pytest.mark.xdist_group(folders[item] if folders[item] in TOGETHER else item.path.stem))


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The content as the assistant works with it."""
    return shared.knowledge()
