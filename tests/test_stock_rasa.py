"""Rasa's own commands run the same assistant: `rasa run` with `rasa run actions` beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import yaml

from bot.core.knowledge import Knowledge
from bot.dialogue.training import ensure_model
from bot.settings import ROOT, settings
from tests.server import Conversation, Process, free_port, texts


@pytest.fixture
def address(tmp_path: Path, knowledge: Knowledge) -> Iterator[str]:
    """Where `rasa run` answers, with the actions on a server of their own."""
    port, actions_port = free_port(), free_port()
    endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    endpoints["action_endpoint"]["url"] = f"http://127.0.0.1:{actions_port}/webhook"
    (tmp_path / "endpoints.yml").write_text(yaml.safe_dump(endpoints), encoding="utf-8")
    ours = {"DATABASE_FILE": tmp_path / "conversations.db", "RASA_TELEMETRY_ENABLED": "false"}
    actions = Process(
        tmp_path / "actions.log", ["rasa", "run", "actions", "--actions", "actions", "--port", str(actions_port)], **ours
    )
    server = Process(tmp_path / "rasa.log", [
        "rasa", "run", "--model", str(ensure_model(settings(), knowledge)), "--credentials", "credentials.yml",
        "--endpoints", str(tmp_path / "endpoints.yml"), "--interface", "127.0.0.1", "--port", str(port),
    ], **ours)
    try:
        actions.start()
        server.start()
        actions.wait_for(f"http://127.0.0.1:{actions_port}/health")
        server.wait_for(f"http://127.0.0.1:{port}/api/health/ready")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.stop()
        actions.stop()


def test_rasa_run_with_rasa_run_actions_holds_a_conversation(address: str) -> None:
    with httpx.Client(base_url=address, timeout=60) as client:
        conversation = Conversation(client)

        greeting = conversation.say("hello")
        conversation.answer(role="teacher")

        assert "999" in texts(greeting)
        assert conversation.question["id"] == "nation"
        assert conversation.answers() == {"role": "teacher"}
