"""The real server in a process of its own, and a program that talks to it."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from bot.settings import ROOT

# Long enough for a model to be trained on a slow machine; nothing waits for it when there is one.
PATIENCE = 300
OURS = ("HOST", "PORT", "CONTENT_FOLDER", "ORGANISATION_FILE", "DATABASE_FILE", "MODELS_FOLDER", "API_TOKEN",
        "ALLOWED_ORIGINS", "LOG_LEVEL", "HELPLINE_SECRET_HASH", "HELPLINE_USER_HEADER", "HELPLINE_PROXIES",
        "HELPLINE_SIGNING_KEY", "RETENTION_HOURS", "PURGE_SECONDS", "REQUESTS_PER_MINUTE", "CONVERSATIONS_PER_HOUR",
        "REQUEST_SECONDS")
_NUMBERS = count(1)


def environment(**ours: object) -> dict[str, str]:
    """The environment of a process, with none of our settings but these."""
    return {
        **{name: value for name, value in os.environ.items() if name not in OURS},
        **{name: str(value) for name, value in ours.items()},
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Process:
    """A server that runs until it is stopped; what it prints is in its log."""

    def __init__(self, log: Path, arguments: Iterable[str], **ours: object) -> None:
        self._log = log
        self._arguments = [sys.executable, "-m", *arguments]
        self._environment = environment(**ours)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._arguments, cwd=ROOT, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def wait_for(self, address: str) -> None:
        """Returns when the address answers with 200."""
        assert self._process
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self._process.poll() is None, f"It ended: {self.log()}"
            try:
                if httpx.get(address, timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.2)
        raise AssertionError(f"{address} does not answer: {self.log()}")

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def ended(self) -> int:
        """Waits for its end; the exit status."""
        assert self._process
        return self._process.wait(PATIENCE)

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")


class Server(Process):
    """`python -m bot serve`, with a database of its own."""

    def __init__(self, folder: Path, **ours: object) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.database = folder / "conversations.db"
        super().__init__(folder / "server.log", ["bot", "serve"], PORT=self.port, DATABASE_FILE=self.database, **ours)

    def start(self) -> None:
        super().start()
        self.wait_for(f"{self.address}/api/health/ready")

    def kept(self) -> bytes:
        """Every byte of the database's files."""
        return b"".join(file.read_bytes() for file in sorted(self.database.parent.glob(f"{self.database.name}*")))

    def move_back(self, seconds: float) -> None:
        """As if all that is kept had been said so many seconds earlier; fewer than none: as if the clock was set back."""
        with sqlite3.connect(self.database) as connection:
            connection.execute("UPDATE events SET timestamp = timestamp - ?", (seconds,))
        connection.close()

    def rows(self, sender: str) -> list[tuple[str, str]]:
        """Kind and data of each event that is kept of a conversation, in order."""
        connection = sqlite3.connect(self.database)
        try:
            return connection.execute(
                "SELECT type_name, data FROM events WHERE sender_id = ? ORDER BY id", (sender,)
            ).fetchall()
        finally:
            connection.close()


class Conversation:
    """One conversation by the REST channel. `question` is the one that stands."""

    def __init__(self, client: httpx.Client, sender: str | None = None) -> None:
        self._client = client
        self.sender = sender or f"conversation-{next(_NUMBERS)}"
        self.question: dict[str, Any] = {}

    def post(self, message: object, **fields: object) -> httpx.Response:
        body = {"sender": self.sender, "message": message, **fields}
        return self._client.post("/webhooks/rest/webhook", json=body)

    def say(self, message: str, **fields: object) -> list[dict[str, Any]]:
        """The assistant's messages."""
        response = self.post(message, **fields)
        assert response.status_code == 200, response.text
        messages: list[dict[str, Any]] = response.json()
        for one in messages:
            self.question = one.get("custom", {}).get("question", self.question)
        return messages

    def answer(self, **values: str) -> None:
        for question, value in values.items():
            self.say(f"answer:{question}={value}")

    def address(self, what: str = "") -> str:
        return f"/api/conversations/{quote(self.sender, safe='')}{what}"

    def answers(self) -> dict[str, str]:
        """What was answered, as the record has it."""
        response = self._client.get(self.address("/record.json"))
        assert response.status_code == 200, response.text
        return {row["question"]: row["value"] for row in response.json()["said"]}


class PageConversation:
    """One conversation of the page, as its script holds it. `last` is the whole answer to the last message."""

    def __init__(self, client: httpx.Client, **who: str) -> None:
        self._client = client
        begun = client.post("/api/conversations", json=who)
        assert begun.status_code == 201, begun.text
        self.id, self.key = begun.json()["id"], begun.json()["key"]
        self.last: dict[str, Any] = {}

    def ask(self, method: str, what: str = "", key: str | None = None, **parts: Any) -> httpx.Response:
        """A request about this conversation with its key, or another one."""
        headers = {"Authorization": f"Bearer {self.key if key is None else key}", **parts.pop("headers", {})}
        return self._client.request(method, f"/api/conversations/{self.id}{what}", headers=headers, **parts)

    def post(self, message: object, message_id: object, **parts: Any) -> httpx.Response:
        return self.ask("POST", "/messages", json={"message": message, "message_id": message_id}, **parts)

    def say(self, message: str, message_id: str | None = None) -> list[dict[str, Any]]:
        """The assistant's messages."""
        response = self.post(message, message_id or f"message-{next(_NUMBERS)}")
        assert response.status_code == 200, response.text
        self.last = response.json()
        return list(self.last["messages"])

    def open(self) -> list[dict[str, Any]]:
        return self.say("hello", "opening")

    def answer(self, **values: str) -> None:
        for question, value in values.items():
            self.say(f"answer:{question}={value}")

    @property
    def question(self) -> dict[str, Any]:
        """The question that stands after the last message."""
        return next(one["custom"]["question"] for one in reversed(self.last["messages"]) if "custom" in one)

    def history(self) -> list[dict[str, Any]]:
        response = self.ask("GET", "/messages")
        assert response.status_code == 200, response.text
        return list(response.json()["messages"])

    def answers(self) -> dict[str, str]:
        """What was answered, as the record has it."""
        return {row["question"]: row["value"] for row in self.ask("GET", "/record.json").json()["said"]}


def texts(messages: list[dict[str, Any]]) -> str:
    return "\n".join(one["text"] for one in messages if "text" in one)
