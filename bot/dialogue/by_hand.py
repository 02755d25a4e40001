"""Deleting conversations by hand, beside a running server or without one."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError

from bot.core.errors import AssistantError
from bot.dialogue.database import check_writable, reason
from bot.dialogue.purging import purge, purge_all
from bot.settings import ROOT, Settings


def purge_by_hand(settings: Settings, *, everything: bool) -> int:
    """Deletes the conversations that are over, or every one, in the store of endpoints.yml. Returns how many there were.

    Raises AssistantError with a sentence when they cannot be deleted.
    """
    from rasa.core.tracker_store import TrackerStore
    from rasa.core.utils import AvailableEndpoints
    from rasa.shared.core.domain import Domain

    from bot.dialogue.launching import quiet
    from bot.dialogue.store import ConversationStore

    quiet(settings.log_level)
    where = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml")).tracker_store
    in_file = where is None or where.kwargs.get("dialect", "sqlite") == "sqlite"
    if in_file and not settings.database.exists():
        return 0
    if in_file:
        # Rasa's store would try for ever to open a database that it cannot.
        check_writable(settings.database)
    store = TrackerStore.create(where, domain=Domain.empty())
    if not isinstance(store, ConversationStore):
        raise AssistantError("Nothing was deleted: the store of endpoints.yml could not be loaded.")
    try:
        return purge_all(store.engine) if everything else purge(store.engine, settings.retention)
    except SQLAlchemyError as error:
        raise AssistantError(f"Not all could be deleted: {reason(error)}. What was deleted is gone; try again.") from error
