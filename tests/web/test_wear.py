"""What is broken under a running server, or before it starts: it works on with what it has, or says why it stops."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from bot.core import wording
from bot.core.knowledge import Knowledge
from bot.dialogue.training import model_path
from bot.settings import ROOT, Settings, settings
from tests.server import PageConversation, Server, environment, free_port
from tests.web.described import Described

DANGER = "he is on his way to meet her right now"
NONSENSE = {"closed wrongly": b"questions: [not: closed", "another thing": b"42", "no text": bytes(range(256)), "empty": b""}


def said(page: PageConversation, message: str) -> list[str]:
    return [one["text"] for one in page.say(message)]


@pytest.mark.parametrize("nonsense", NONSENSE.values(), ids=NONSENSE)
def test_content_that_became_nonsense_is_told_and_the_conversation_goes_on(
    nonsense: bytes, tight: Server, tight_client: httpx.Client, tight_page: PageConversation, knowledge: Knowledge,
    described: Described,
) -> None:
    file = tight.database.parent / "briefing" / "questions.yml"
    good = file.read_bytes()
    file.write_bytes(nonsense)
    try:
        answer = described.check(tight_client.get("/api/health/ready"), "/api/health/ready")
        assert (answer.status_code, described.error(answer)["code"]) == (503, "content_broken")
        assert "999" in tight_client.get("/guide").text
        assert set(wording.emergency(knowledge)) <= set(said(tight_page, DANGER))
        assert tight_page.answers()["role"] == "teacher"
    finally:
        file.write_bytes(good)
    assert tight_client.get("/api/health/ready").status_code == 200


def test_models_that_are_gone_hold_up_nobody_who_is_talking(
    tight: Server, tight_client: httpx.Client, tight_page: PageConversation, knowledge: Knowledge
) -> None:
    folder = tight.database.parent / "models"
    folder.rename(folder.with_name("moved"))
    try:
        tight_page.answer(nation="wales")
        assert set(wording.emergency(knowledge)) <= set(said(tight_page, DANGER))
        assert PageConversation(tight_client, role="nurse").open()
    finally:
        folder.with_name("moved").rename(folder)


def stopped(folder: Path, **ours: object) -> str:
    """What a server said that stopped at its start, with the endpoints and channels of this folder."""
    start = (
        "import sys; from pathlib import Path; from bot.dialogue import launching; from bot.settings import settings;"
        "from bot.shared import knowledge; launching.ROOT = Path(sys.argv[1]); launching.serve(settings(), knowledge())"
    )
    ended = subprocess.run(
        [sys.executable, "-c", start, str(folder)], cwd=ROOT, capture_output=True, check=False, timeout=300,
        env=environment(PORT=free_port(), DATABASE_FILE=folder / "conversations.db", **ours),
    )
    told = ended.stderr.decode()
    assert ended.returncode == 3, told
    return told


TYPOS = {
    "the module": ("bot.dialogue.store.ConversationStore", "bot.dialogue.stor.ConversationStore"),
    "the section": ("tracker_store:", "tracker_stor:"),
}


@pytest.mark.parametrize("typo", TYPOS.values(), ids=TYPOS)
def test_a_typo_in_the_endpoints_stops_the_server_instead_of_keeping_conversations_in_memory(
    typo: tuple[str, str], tmp_path: Path
) -> None:
    endpoints = (ROOT / "endpoints.yml").read_text(encoding="utf-8")
    assert typo[0] in endpoints
    (tmp_path / "endpoints.yml").write_text(endpoints.replace(*typo), encoding="utf-8")
    shutil.copy(ROOT / "credentials.yml", tmp_path)

    assert "the store of conversations could not be loaded" in stopped(tmp_path)


def test_a_model_that_is_none_stops_the_server_with_a_sentence(tmp_path: Path, knowledge: Knowledge) -> None:
    for name in ("endpoints.yml", "credentials.yml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(settings().models, tmp_path / "models", copy_function=os.link)
    model = model_path(Settings(models=tmp_path / "models"), knowledge)
    model.unlink()
    model.write_bytes(gzip.compress(b"no model" * 1000))

    told = stopped(tmp_path, MODELS_FOLDER=tmp_path / "models")

    assert "the model" in told
    assert "MODELS_FOLDER" in told
