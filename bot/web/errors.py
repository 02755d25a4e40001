"""Errors as the contract has them: a code, a sentence a person understands, never a trace or the text that was sent."""

from __future__ import annotations

import logging
import traceback
from typing import Any

from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.web import counting

logger = logging.getLogger(__name__)

CODES = {
    400: ("bad_request", "The request could not be read."),
    401: ("token_needed", "This address needs the integrator's token."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take this kind of request."),
    408: ("request_timeout", "The request took too long to arrive."),
    413: ("too_large", "The request is too large."),
    503: ("not_available", "The assistant is not available at the moment."),
}
INTERNAL = ("internal_error", "Something went wrong on the server. In an emergency call 999.")


class ApiError(SanicException):
    """An error for the one who called. `field` names the part of the request that it is about."""

    def __init__(
        self, status: int, code: str, message: str, field: str | None = None, *, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(message, status_code=status)
        self.code = code
        self.field = field
        self.headers = headers or {}


def error_response(status: int, code: str, message: str, field: str | None = None) -> HTTPResponse:
    counting.error(code)
    error: dict[str, Any] = {"code": code, "message": message}
    if field is not None:
        error["field"] = field
    return json({"error": error}, status=status)


def install(app: Sanic) -> None:
    """Every error of the server in this shape, those of addresses that do not exist included."""
    app.error_handler.add(ApiError, _ours)
    app.error_handler.add(SanicException, _sanic)
    app.error_handler.add(Exception, _unexpected)


def _ours(_: Request, error: ApiError) -> HTTPResponse:
    response = error_response(error.status_code, error.code, str(error), error.field)
    response.headers.update(error.headers)
    return response


def _sanic(_: Request, error: SanicException) -> HTTPResponse:
    status = getattr(error, "status_code", None) or 500
    code, message = CODES.get(status, INTERNAL if status >= 500 else ("bad_request", CODES[400][1]))
    response = error_response(status, code, message)
    response.headers.update(getattr(error, "headers", {}) or {})
    return response


def _unexpected(request: Request, error: Exception) -> HTTPResponse:
    # The kind of error and where it arose are enough to find it; its text could hold what a person typed.
    where = traceback.extract_tb(error.__traceback__)[-1]
    # The address as it was written could hold the id of a conversation.
    route = getattr(getattr(request, "route", None), "path", "no route")
    logger.error("%s in %s, line %s, on %s", type(error).__name__, where.filename, where.lineno, route)
    return error_response(500, *INTERNAL)
