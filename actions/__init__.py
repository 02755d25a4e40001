"""Rasa's actions: each translates between the tracker and the core, and does nothing else."""

from __future__ import annotations

from rasa_sdk import Action

from actions.answer import ActionAnswer
from actions.aside import ActionAside
from actions.back import ActionBack
from actions.carry_on import ActionContinue
from actions.change import ActionChange
from actions.danger import ActionDanger
from actions.describe import ActionDescribe
from actions.explain import ActionExplain, ActionWhy
from actions.forget import ActionForget
from actions.greeting import ActionOpen
from actions.overview import ActionProgress, ActionRecord, ActionResult, ActionReview
from actions.say import ActionSay
from actions.start_again import ActionStartAgain
from actions.stop import ActionStop
from actions.unclear import ActionUnclear
from bot.core.knowledge import Knowledge

ACTIONS = (
    ActionAnswer, ActionDescribe, ActionDanger, ActionBack, ActionWhy, ActionExplain, ActionChange, ActionReview,
    ActionResult, ActionRecord, ActionProgress, ActionContinue, ActionStartAgain, ActionStop, ActionForget, ActionOpen,
    ActionSay, ActionAside, ActionUnclear,
)


def all_actions(knowledge: Knowledge) -> list[Action]:
    """Every action of domain.yml, working with this content."""
    return [action(knowledge) for action in ACTIONS]
