"""Whatever comes to the addresses of the API, as described or not: no failure, and an answer as described. In full 10,000 requests."""

from __future__ import annotations

import math
from collections.abc import Callable

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.web.api import described_api
from bot.web.assets import FILES
from tests.hunts.size import share
from tests.server import Conversation, PageConversation, Server

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    response_headers_conformance,
]
OPERATIONS = [found.ok() for found in openapi.from_dict(described_api()).get_all_operations()]
# An address that takes nothing has nothing to vary.
FIXED = 3


def varies(operation: APIOperation) -> bool:
    return bool(operation.body) or bool(operation.path_parameters)


CASES = math.ceil(share(10_000, 300) / sum(map(varies, OPERATIONS)))


@pytest.fixture
def ways(server: Server, client: httpx.Client) -> list[Callable[[Case], None]]:
    """Makes a generated request one that gets through: with the key of a conversation, to a program's, to a file that is there."""
    page, program = PageConversation(client), Conversation(client)
    page.open()
    page.say("A man she met on Snapchat asked a girl of 13 for nude pictures.")
    program.say("hello")

    def as_generated(_: Case) -> None:
        pass

    def with_key(case: Case) -> None:
        case.headers["Authorization"] = f"Bearer {page.key}"
        if "id" in case.path_parameters:
            case.path_parameters["id"] = page.id

    def by_a_program(case: Case) -> None:
        if "id" in case.path_parameters:
            case.path_parameters["id"] = program.sender

    def to_a_file(case: Case) -> None:
        if "/assets/" in case.operation.path:
            case.path_parameters["id"] = next(name for name in sorted(FILES) if "/" not in name)

    return [as_generated, with_key, by_a_program, to_a_file]


@pytest.mark.usefixtures("silent_log")
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_every_answer_is_as_described(
    operation: APIOperation, ways: list[Callable[[Case], None]], worker: httpx.Client, server: Server,
    hunted: Callable[..., None],
) -> None:
    cookies = dict(worker.cookies)

    @seed(OPERATIONS.index(operation))
    @settings(
        max_examples=CASES if varies(operation) else FIXED, derandomize=False, database=None, deadline=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )
    @given(
        case=st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE]).flatmap(
            lambda mode: operation.as_strategy(generation_mode=mode)
        ) if varies(operation) else operation.as_strategy(),
        way=st.integers(0, len(ways) - 1), signed_in=st.booleans(),
    )
    def ask(case: Case, way: int, signed_in: bool) -> None:
        ways[way](case)
        # A request of its own each time: the answer to signing out would take the cookie away from the next.
        answer = case.call(
            base_url=server.address, cookies=cookies if signed_in else None, allow_redirects=False, timeout=60,
        )
        hunted(requests=1)
        case.validate_response(answer, checks=CHECKS)

    ask()
