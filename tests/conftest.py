"""What tests in every folder use."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from bot import shared
from bot.core.knowledge import Knowledge

settings.register_profile(
    "same_every_time", derandomize=True, deadline=None, max_examples=50, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("same_every_time")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The content as the assistant works with it."""
    return shared.knowledge()
