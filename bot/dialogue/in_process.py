"""Custom actions inside the server, behind the interface by which Rasa calls an action server.

Rasa offers no setting for this. `RemoteAction` knows its endpoint only by `request`, so an endpoint that runs the
SDK's own executor takes the place of HTTP; after a reload of the model, and with several workers, it stays in place.
"""

from __future__ import annotations

import json
import logging
import traceback
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from actions import all_actions
from bot.core.knowledge import Knowledge

logger = logging.getLogger(__name__)
URL = "in-process://actions"


class InProcessActions(EndpointConfig):
    """An action endpoint that never leaves the process."""

    def __init__(self, knowledge: Knowledge) -> None:
        # The domain is the same for every call and none of our actions needs it.
        super().__init__(url=URL, enable_selective_domain=True)
        self._executor = ActionExecutor()
        for action in all_actions(knowledge):
            self._executor.register_action(action)

    async def request(self, method: str = "post", subpath: str | None = None, **call: Any) -> Any:
        """Runs the action that `json` names; a failure becomes a sentence for the person, never silence."""
        # Rasa hands over the tracker's own objects; a copy keeps an action from changing the conversation unseen.
        payload = json.loads(json.dumps(call["json"]))
        try:
            return await self._executor.run(payload)
        except ActionExecutionRejection as rejection:
            text = json.dumps({"action_name": rejection.action_name, "error": rejection.message})
            raise ClientResponseError(400, "rejected", text) from rejection
        except ActionNotFoundException as missing:
            raise ClientResponseError(404, "no such action", "{}") from missing
        except Exception as error:  # the one place where every failure of an action ends
            # Neither the error's text nor a trace: both could hold what a person typed.
            where = traceback.extract_tb(error.__traceback__)[-1]
            logger.error(
                "The action %s failed: %s in %s, line %s",
                payload.get("next_action"), type(error).__name__, where.filename, where.lineno,
            )
            return {"events": [], "responses": [{"response": "utter_technical_problem"}]}
