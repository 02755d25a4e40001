"""The server is killed while people talk to it: what was answered is kept, nothing is doubled, and it comes back by itself.

In full 200 times; one of them it is the server as it is started by hand, with all its start.
"""

from __future__ import annotations

import json
import random
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest

from bot.core.answers import Answers
from bot.core.assessment import assess
from bot.shared import knowledge
from tests.hunts.killing import Mortal
from tests.hunts.size import SETTINGS, share
from tests.server import Server

OF_FORKS = share(200, 2) - 1
PEOPLE = 6
QUESTIONS = [one for one in knowledge().questions.values() if one.kind == "ask"]


@dataclass
class Talker:
    """Somebody who talks until the line is gone. `sent` are the messages by id, `answered` what came back."""

    address: str
    seed: int
    sent: dict[str, str] = field(default_factory=lambda: {"opening": "hello"})
    answered: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    id: str = ""
    key: str = ""

    def talk(self, stop: Event) -> None:
        """First what has no answer yet, under its id; then more, until the server is gone."""
        pick = random.Random(f"{self.seed} {len(self.sent)}")
        with httpx.Client(base_url=self.address, timeout=60) as client:
            try:
                if not self.id:
                    begun = client.post("/api/conversations", json={}).json()
                    self.id, self.key = begun["id"], begun["key"]
                while not stop.is_set():
                    waiting = [one for one in self.sent if one not in self.answered]
                    message_id = waiting[0] if waiting else f"m{len(self.sent)}"
                    question = pick.choice(QUESTIONS)
                    self.sent.setdefault(message_id, f"answer:{question.id}={pick.choice(question.values)}")
                    self.send(client, message_id)
            except httpx.TransportError:
                return

    def send(self, client: httpx.Client, message_id: str) -> None:
        answer = client.post(
            f"/api/conversations/{self.id}/messages", json={"message": self.sent[message_id], "message_id": message_id},
            headers={"Authorization": f"Bearer {self.key}"},
        )
        assert answer.status_code == 200, answer.text
        if answer.json()["assessment"] is not None:
            self.answered[message_id] = answer.json()["messages"]

    def is_whole(self, database: Path) -> None:
        """Everything that was answered is kept once, in its order, and what was not answered at most once."""
        kept = kept_ids(database, self.id)
        assert len(kept) == len(set(kept)), "a message was taken in twice"
        assert [one for one in kept if one in self.answered] == list(self.answered), "an answered message is lost"
        assert set(kept) <= set(self.sent)

    def ends(self) -> None:
        """What waits is sent again; then the advice is that of the answers, and an answer comes again as it was."""
        if not self.id:
            # Killed before anything was begun.
            return
        with httpx.Client(base_url=self.address, timeout=60) as client:
            for message_id in [one for one in self.sent if one not in self.answered]:
                self.send(client, message_id)
            headers = {"Authorization": f"Bearer {self.key}"}
            found = client.get(f"/api/conversations/{self.id}/assessment", headers=headers).json()
            fresh = assess(knowledge(), Answers.of(**self.values())).plain()
            assert [one["id"] for one in found["steps"]] == [one["id"] for one in fresh["steps"]]
            assert [one["status"] for one in found["factors"]] == [one["status"] for one in fresh["factors"]]
            message_id = random.Random(self.seed).choice(list(self.answered))
            before = self.answered[message_id]
            self.send(client, message_id)
            assert self.answered[message_id] == before

    def values(self) -> dict[str, str]:
        return dict(text.removeprefix("answer:").split("=") for text in self.sent.values() if text.startswith("answer:"))


def kept_ids(database: Path, conversation: str) -> list[str]:
    connection = sqlite3.connect(database)
    try:
        rows = connection.execute(
            "SELECT data FROM events WHERE sender_id = ? AND type_name = 'user' ORDER BY id", (conversation,)
        ).fetchall()
    finally:
        connection.close()
    return [json.loads(data)["message_id"] for (data,) in rows]


def hunt(server: Any, talkers: list[Talker], seconds: float) -> None:
    """They all talk; the server is killed after some time, and comes back."""
    stop = Event()
    with ThreadPoolExecutor(len(talkers)) as pool:
        talking = [pool.submit(talker.talk, stop) for talker in talkers]
        time.sleep(seconds)
        server.kill()
        stop.set()
        for one in talking:
            one.result()
    server.begin()
    for talker in talkers:
        talker.is_whole(server.database)


@pytest.fixture
def mortal(tmp_path: Path) -> Any:
    found = Mortal(tmp_path, **SETTINGS)
    yield found
    found.close()


def test_what_was_answered_outlives_every_kill(mortal: Mortal, hunted: Callable[..., None]) -> None:
    pick = random.Random(1)
    mortal.begin()
    talkers: list[Talker] = []
    for number in range(OF_FORKS):
        if number % 5 == 0:
            # Long conversations are slow, and nothing new is learnt from them.
            for talker in talkers:
                talker.ends()
            talkers = [Talker(mortal.address, number * PEOPLE + one) for one in range(PEOPLE)]
        hunt(mortal, talkers, pick.uniform(0.01, 1.5))
        hunted(kills=1)
    for talker in talkers:
        talker.ends()
    hunted(answered=sum(len(talker.answered) for talker in talkers))
    assert "Traceback" not in mortal.log()


class Real(Server):
    """The server as it is started by hand."""

    def kill(self) -> None:
        assert self._process
        self._process.kill()
        self._process.wait()

    def begin(self) -> None:
        self.start()


def test_the_server_as_it_is_started_comes_back_by_itself(tmp_path: Path, hunted: Callable[..., None]) -> None:
    server = Real(tmp_path, **SETTINGS)
    try:
        server.begin()
        talkers = [Talker(server.address, one) for one in range(PEOPLE)]
        hunt(server, talkers, 1)
        for talker in talkers:
            talker.ends()
        assert "Traceback" not in server.log()
        hunted(kills=1)
    finally:
        server.stop()
