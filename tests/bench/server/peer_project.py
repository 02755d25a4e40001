"""The peer: the bot that `rasa init` makes, with an action of its own and Rasa's SQLite tracker store, in build/bench/peer.

Its pipeline and policies are Rasa's defaults. The rule for "are you a bot?" runs the action, so that a turn does what a turn of an
assistant does: an action behind Rasa's action server answers and sets a slot.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from bot.settings import ROOT
from tests.bench.server.processes import timed

FOLDER = ROOT / "build" / "bench" / "peer"
PYTHON = ROOT / ".venv-peer" / "bin" / "python"
LOCK = ROOT / "requirements" / "peer.lock"
MADE = "made"
ANSWER = "I am a bot, and an action says so."
ACTIONS = f'''
from rasa_sdk import Action
from rasa_sdk.events import SlotSet


class ActionAnswer(Action):
    def name(self):
        return "action_answer"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="{ANSWER}")
        return [SlotSet("answered", (tracker.get_slot("answered") or 0) + 1)]
'''
DOMAIN = """
actions:
  - action_answer

slots:
  answered:
    type: any
    influence_conversation: false
    mappings:
      - type: custom
"""
ENDPOINTS = """
action_endpoint:
  url: http://127.0.0.1:{port}/webhook
tracker_store:
  type: SQL
  dialect: sqlite
  db: {database}
"""


def environment() -> dict[str, str]:
    """Rasa without telemetry, and without what another environment would bring in."""
    left_out = ("PYTHONPATH", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}


def rasa(*arguments: str) -> list[str]:
    return [str(PYTHON), "-m", "rasa", *arguments]


def project() -> Path:
    """The folder of the project, made anew when it is not there as it is described here. It need not be trained."""
    if not PYTHON.is_file():
        raise RuntimeError("There is no .venv-peer; 'sh requirements/setup.sh peer' makes it.")
    wanted = hashlib.sha256("".join((ACTIONS, DOMAIN, LOCK.read_text(encoding="utf-8"))).encode()).hexdigest()
    made = FOLDER / MADE
    if not made.is_file() or made.read_text(encoding="utf-8") != wanted:
        _make()
        made.write_text(wanted, encoding="utf-8")
    return FOLDER


def train() -> float:
    """Seconds to train; the model takes the place of the one before."""
    folder = project()
    shutil.rmtree(folder / "models", ignore_errors=True)
    return timed(rasa("train", "--force"), FOLDER.parent / "peer-train.log", environment(), folder=folder)


def trained() -> Path:
    """The folder of the project, with a model."""
    folder = project()
    if not list((folder / "models").glob("*.tar.gz")):
        train()
    return folder


def _make() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    timed(rasa("init", "--no-prompt", "--init-dir", str(FOLDER)), FOLDER.parent / "peer-init.log", environment(), folder=FOLDER)
    (FOLDER / "actions" / "actions.py").write_text(ACTIONS, encoding="utf-8")
    domain, rules = FOLDER / "domain.yml", FOLDER / "data" / "rules.yml"
    domain.write_text(domain.read_text(encoding="utf-8") + DOMAIN, encoding="utf-8")
    said = rules.read_text(encoding="utf-8")
    if "utter_iamabot" not in said:
        raise RuntimeError("'rasa init' makes another bot than it did; its rules have no answer to 'are you a bot?'.")
    rules.write_text(said.replace("utter_iamabot", "action_answer"), encoding="utf-8")
    # It was trained without the action.
    shutil.rmtree(FOLDER / "models", ignore_errors=True)
