"""Holds an answer of the server to the API's own description."""

from __future__ import annotations

from typing import Any

import httpx
from jsonschema import Draft202012Validator, FormatChecker, RefResolver


class Described:
    """The document of `/api/openapi.json`."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._resolver = RefResolver.from_schema(document)

    def check(self, response: httpx.Response, path: str) -> httpx.Response:
        """Fails when the description of this path does not allow the answer; returns the answer."""
        method = response.request.method.lower()
        described = self.document["paths"][path][method]["responses"]
        status = str(response.status_code)
        assert status in described or f"{status[0]}XX" in described, f"{status} is not described: {response.text}"
        answer = self._plain(described.get(status) or described[f"{status[0]}XX"])
        if "content" not in answer:
            assert not response.content
            return response
        kind = response.headers["content-type"].partition(";")[0]
        schema = answer["content"][kind]["schema"]
        self._validate(response.json() if kind == "application/json" else response.text, schema)
        return response

    def error(self, response: httpx.Response) -> dict[str, Any]:
        """The error of an answer, in the shape that all errors have."""
        self._validate(response.json(), {"$ref": "#/components/schemas/Error"})
        return dict(response.json()["error"])

    def _plain(self, described: dict[str, Any]) -> dict[str, Any]:
        if "$ref" not in described:
            return described
        return dict(self._resolver.resolve(described["$ref"])[1])

    def _validate(self, value: Any, schema: dict[str, Any]) -> None:
        Draft202012Validator(schema, resolver=self._resolver, format_checker=FormatChecker()).validate(value)
