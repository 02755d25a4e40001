"""The end of a conversation: all that the next turn needs of it, so that a turn late in a conversation costs what an early one does.

Rasa reads the whole history back in every turn, replays it and hands it to the policies and the actions. Our rules look at one
turn, and the state of the conversation is one slot (bot/core/case.py).
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import Session

from bot.turn_data import CASE_SLOT

# So many of a person's last messages, with everything that followed.
TURNS = 2


class RecentTracker(DialogueStateTracker):
    """A tracker of the end of a conversation; `kept` of its events are in the database already."""

    kept = 0


def recent(session: Session, table: Any, sender_id: str, domain: Domain) -> RecentTracker | None:
    """The end of a conversation and the state that it has; None when nothing is kept of it.

    `table`: Rasa's own, of events. Raises sqlalchemy.exc.SQLAlchemyError when the database fails.
    """
    rows = [json.loads(data) for (data,) in session.execute(_last_turns(table), {"sender": sender_id})]
    if not any(row.get("event") == SlotSet.type_name and row.get("name") == CASE_SLOT for row in rows):
        # Turns that failed leave no state; then it is the one before them.
        rows = [*(json.loads(data) for (data,) in session.execute(_last_case(table), {"sender": sender_id})), *rows]
    events = [event for event in map(Event.from_parameters, rows) if event is not None]
    if not events:
        return None
    tracker = RecentTracker.from_events(sender_id, events, domain.slots)
    assert isinstance(tracker, RecentTracker)
    tracker.kept = len(tracker.events)
    return tracker


@lru_cache(maxsize=1)
def _last_turns(table: Any) -> Any:
    """The rows from the event before the first of the last turns: that turn before ended with listening, and without it the rules
    would not know that a person may speak."""
    ours = table.sender_id == sa.bindparam("sender")
    first = sa.select(table.id).where(ours, table.type_name == UserUttered.type_name).order_by(table.id.desc())
    begins = first.offset(TURNS - 1).limit(1).scalar_subquery()
    before = sa.select(table.id).where(ours, table.id < begins).order_by(table.id.desc()).limit(1).scalar_subquery()
    return sa.select(table.data).where(ours, table.id >= sa.func.coalesce(before, begins, 0)).order_by(table.id)


@lru_cache(maxsize=1)
def _last_case(table: Any) -> Any:
    ours = (table.sender_id == sa.bindparam("sender"), table.type_name == SlotSet.type_name, table.action_name == CASE_SLOT)
    return sa.select(table.data).where(*ours).order_by(table.id.desc()).limit(1)


def row_of(sender_id: str, event: Event) -> dict[str, Any]:
    """An event as a row of Rasa's table."""
    data = event.as_dict()
    return {
        "sender_id": sender_id, "type_name": event.type_name, "timestamp": data.get("timestamp"),
        "intent_name": (data.get("parse_data") or {}).get("intent", {}).get("name"), "action_name": data.get("name"),
        "data": json.dumps(data),
    }
