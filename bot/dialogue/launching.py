"""Rasa as we run it: quiet, with our actions in its process, and refusing to start on what would fail later."""

from __future__ import annotations

import logging
import os
import socket
import sys
import time
from pathlib import Path
from typing import Any

from bot.core.errors import AssistantError
from bot.core.knowledge import Knowledge
from bot.dialogue.database import check_writable
from bot.dialogue.training import ensure_model
from bot.settings import ROOT, Settings

logger = logging.getLogger(__name__)


def quiet(level: str) -> None:
    """Rasa's log set-up, which its command line does and a launcher must: without it every message is printed.

    Each line begins with its time (UTC) and level.
    """
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    number = getattr(logging, level)
    # A failure that comes again is logged again: Rasa's filter of repeated lines would hide how often.
    configure_logging_and_warnings(number, warn_only_once=True, filter_repeated_logs=False)
    configure_structlog(number)
    written = logging.Formatter("%(asctime)sZ %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S")
    written.converter = time.gmtime
    for handler in logging.getLogger().handlers:
        handler.setFormatter(written)


def endpoints(knowledge: Knowledge) -> Any:
    """endpoints.yml with our actions in place of an action server."""
    from rasa.core.utils import AvailableEndpoints

    from bot.dialogue.in_process import InProcessActions

    found = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    found.action = InProcessActions(knowledge)
    return found


def serve(settings: Settings, knowledge: Knowledge) -> None:
    """Trains if needed and serves until it is stopped. Raises AssistantError when it cannot start."""
    check_writable(settings.database)
    check_port(settings.host, settings.port)
    quiet(settings.log_level)
    model = ensure_model(settings, knowledge)
    from rasa.core.run import serve_application

    from bot.dialogue.spared import spare_work

    spare_work()
    # Rasa's command line puts the working folder on the path; the channels and components are found through it.
    sys.path.insert(0, str(ROOT))
    serve_application(
        model_path=str(model),
        interface=settings.host,
        port=settings.port,
        credentials=str(ROOT / "credentials.yml"),
        endpoints=endpoints(knowledge),
        # Rasa's own management API would read any conversation and replace the model.
        enable_api=False,
        server_listeners=[(_check_parts, "after_server_start"), (_announce(settings), "after_server_start")],
    )


def load_agent(settings: Settings, knowledge: Knowledge, *, tracker_store: Any = None, model: Path | None = None) -> Any:
    """A Rasa agent without a server, with the real actions: for the terminal and for tests."""
    from rasa.core.agent import Agent

    from bot.dialogue.in_process import InProcessActions
    from bot.dialogue.spared import spare_work

    spare_work()
    return Agent.load(
        str(model or ensure_model(settings, knowledge)),
        action_endpoint=InProcessActions(knowledge),
        tracker_store=tracker_store,
    )


def check_port(host: str, port: int) -> None:
    """Raises AssistantError with a sentence when the address is taken or is none of this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise AssistantError(
                f"Port {port} on {host} cannot be used: {error.strerror}. Stop what uses it, or set PORT to another number."
            ) from error


async def _check_parts(app: Any, _: Any) -> None:
    """Rasa goes on without a word when a part cannot be loaded; then nothing would be said."""
    from bot.dialogue.in_process import InProcessActions

    agent = app.ctx.agent
    wrong = [
        what
        for what, right in (
            ("the model", agent.is_ready()),
            ("the actions", isinstance(agent.action_endpoint, InProcessActions)),
        )
        if not right
    ]
    if wrong:
        print(
            f"The server stops: {' and '.join(wrong)} could not be loaded. "
            "Without the folder of the models (MODELS_FOLDER) all in it is made anew.", file=sys.stderr, flush=True,
        )
        os._exit(3)


def _announce(settings: Settings) -> Any:
    async def announce(app: Any, _: Any) -> None:
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host
        print(f"The assistant is ready on http://{shown}:{settings.port}", file=sys.stderr, flush=True)

    return announce
