"""The API's description and the server say the same."""

from __future__ import annotations

import re
from functools import lru_cache

import httpx
from jsonschema import Draft202012Validator
from rasa.core.channels import channel
from rasa.core.run import create_http_input_channels
from sanic import Sanic

from bot.settings import ROOT
from tests.web.described import Described


@lru_cache(maxsize=1)
def served() -> set[tuple[str, str]]:
    """Method and path of every route of the configured channels, as Rasa registers them."""
    app = Sanic("described")
    channel.register(create_http_input_channels(None, str(ROOT / "credentials.yml")), app, route="/webhooks/")
    return {
        (method.lower(), "/" + re.sub("<[^>]+>", "{id}", route.path).strip("/"))
        for route in app.router.routes
        for method in route.methods
    }


def test_every_route_is_described_and_everything_described_is_served(described: Described) -> None:
    documented = {
        (method, path)
        for path, operations in described.document["paths"].items()
        for method in operations
        if method != "parameters"
    }

    assert ("post", "/webhooks/rest/webhook") in documented
    assert served() == documented


def test_the_description_is_openapi_3_1_with_schemas_that_are_schemas(described: Described) -> None:
    assert described.document["openapi"] == "3.1.0"
    for schema in described.document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_reference_of_the_description_leads_somewhere(described: Described) -> None:
    references = set(re.findall(r"'\$ref': '#/components/(\w+)/(\w+)'", str(described.document)))

    assert references
    assert [name for kind, name in references if name not in described.document["components"][kind]] == []


def test_the_description_names_the_version_that_the_server_has(described: Described, client: httpx.Client) -> None:
    assert described.document["info"]["version"] == client.get("/api/health/live").json()["version"]
