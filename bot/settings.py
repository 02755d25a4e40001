"""The settings: every environment variable that the assistant reads, in one place, read once."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from bot.core.errors import AssistantError
from bot.privacy.retention import FEWEST_HOURS, MOST_HOURS, Retention
from bot.privacy.secret import SecretHash

ROOT = Path(__file__).resolve().parents[1]
_HOST, _PORT_NUMBER = r"([a-z0-9.-]+|\[[0-9a-f:]+\])", r"[1-9]\d{0,4}"
ORIGIN = re.compile(rf"http://{_HOST}(:(?!80$){_PORT_NUMBER})?|https://{_HOST}(:(?!443$){_PORT_NUMBER})?")
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_SHORTEST_KEY = 32
_SHORTEST_TOKEN = 16

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class HelplineSettings:
    """How helpline workers sign in: by a header of the organisation's proxy, by a shared secret, or by either.

    `proxies` are the addresses whose word counts: for the header, and for where a request comes from. Without
    `signing_key` every start makes a new one, which ends all sessions.
    """

    secret: SecretHash | None = None
    header: str = ""
    proxies: tuple[Network, ...] = ()
    signing_key: str = ""

    @property
    def on(self) -> bool:
        return self.secret is not None or bool(self.header)


@dataclass(frozen=True)
class LimitSettings:
    """How much one address may ask, 0 for any number, and for how many seconds a request may take to arrive."""

    requests_a_minute: int = 1_200
    conversations_an_hour: int = 600
    arrival_seconds: int = 20


@dataclass(frozen=True)
class Settings:
    """`api_token` has no default: without it the REST channel and its conversations are open on loopback only.

    `purge_seconds`: how often the server deletes the conversations that `retention` no longer keeps.
    """

    host: str = "127.0.0.1"
    port: int = 5005
    content: Path = ROOT / "data" / "briefing"
    organisation: Path | None = None
    database: Path = ROOT / "var" / "conversations.db"
    models: Path = ROOT / "models"
    api_token: str = ""
    allowed_origins: frozenset[str] = frozenset()
    log_level: str = "WARNING"
    helpline: HelplineSettings = HelplineSettings()
    retention: Retention = field(default_factory=Retention)
    purge_seconds: int = 300
    limits: LimitSettings = LimitSettings()


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Raises AssistantError with a sentence that names the variable when a value cannot be used."""
    default = Settings()
    organisation = environment.get("ORGANISATION_FILE")
    if organisation and not Path(organisation).is_file():
        raise AssistantError(f"ORGANISATION_FILE names {organisation}, which does not exist.")
    return Settings(
        host=environment.get("HOST") or default.host,
        port=_whole(environment, "PORT", default.port, 1, 65535),
        content=Path(environment.get("CONTENT_FOLDER") or default.content),
        organisation=Path(organisation) if organisation else None,
        database=Path(environment.get("DATABASE_FILE") or default.database),
        models=Path(environment.get("MODELS_FOLDER") or default.models),
        api_token=_token(environment.get("API_TOKEN", "")),
        allowed_origins=_origins(environment.get("ALLOWED_ORIGINS", "")),
        log_level=_log_level(environment.get("LOG_LEVEL") or default.log_level),
        helpline=_helpline(environment),
        retention=Retention(_whole(environment, "RETENTION_HOURS", default.retention.hours, FEWEST_HOURS, MOST_HOURS)),
        purge_seconds=_whole(environment, "PURGE_SECONDS", default.purge_seconds, 1, 3600),
        limits=_limits(environment),
    )


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return from_environment(os.environ)


def _origins(text: str) -> frozenset[str]:
    """Origins as a browser sends them: scheme, host in small letters, port only where it is not the usual one."""
    found = frozenset(one.strip() for one in text.split(",") if one.strip())
    for origin in sorted(found):
        if not ORIGIN.fullmatch(origin):
            raise AssistantError(
                f"ALLOWED_ORIGINS holds '{origin}'; an origin is written in small letters as in "
                "https://intranet.example.org, and several are parted by commas."
            )
    return found


def _whole(environment: Mapping[str, str], name: str, default: int, fewest: int, most: int) -> int:
    text = (environment.get(name) or str(default)).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and fewest <= int(text) <= most):
        raise AssistantError(f"{name} is '{text}'; it has to be a whole number from {fewest} to {most}.")
    return int(text)


def _token(text: str) -> str:
    if text and len(text) < _SHORTEST_TOKEN:
        raise AssistantError(f"API_TOKEN has to have at least {_SHORTEST_TOKEN} characters, best made by chance.")
    return text


def _limits(environment: Mapping[str, str]) -> LimitSettings:
    default = LimitSettings()
    return LimitSettings(
        requests_a_minute=_whole(environment, "REQUESTS_PER_MINUTE", default.requests_a_minute, 0, 100_000),
        conversations_an_hour=_whole(environment, "CONVERSATIONS_PER_HOUR", default.conversations_an_hour, 0, 100_000),
        arrival_seconds=_whole(environment, "REQUEST_SECONDS", default.arrival_seconds, 1, 300),
    )


def _log_level(text: str) -> str:
    # At DEBUG Rasa writes down what people type.
    if text.upper() not in ("INFO", "WARNING", "ERROR"):
        raise AssistantError(f"LOG_LEVEL is '{text}'; it has to be INFO, WARNING or ERROR.")
    return text.upper()


def _helpline(environment: Mapping[str, str]) -> HelplineSettings:
    found = HelplineSettings(
        secret=_secret(environment.get("HELPLINE_SECRET_HASH", "")),
        header=environment.get("HELPLINE_USER_HEADER", "").strip(),
        proxies=_networks(environment.get("HELPLINE_PROXIES", "")),
        signing_key=environment.get("HELPLINE_SIGNING_KEY", ""),
    )
    if found.header and not _HEADER.fullmatch(found.header):
        raise AssistantError("HELPLINE_USER_HEADER has to be the name of a header, as in X-Remote-User.")
    if found.header and not found.proxies:
        raise AssistantError(
            "HELPLINE_USER_HEADER needs HELPLINE_PROXIES as well: the addresses of the proxy that sets the header. "
            "From any other address anybody could set it."
        )
    if found.signing_key and len(found.signing_key) < _SHORTEST_KEY:
        raise AssistantError(f"HELPLINE_SIGNING_KEY has to have at least {_SHORTEST_KEY} characters, best made by chance.")
    return found


def _secret(text: str) -> SecretHash | None:
    try:
        return SecretHash.from_text(text.strip()) if text.strip() else None
    except ValueError as error:
        # Not repeated: somebody may have put the secret itself there.
        raise AssistantError(
            "HELPLINE_SECRET_HASH is no hash of a secret. 'python -m bot helpline-secret' makes the line for it."
        ) from error


def _networks(text: str) -> tuple[Network, ...]:
    named = [one.strip() for one in text.split(",") if one.strip()]
    try:
        return tuple(ipaddress.ip_network(one) for one in named)
    except ValueError as error:
        raise AssistantError(
            f"HELPLINE_PROXIES holds what is neither an address nor a network: {error}. Write 10.0.0.7 or 10.0.0.0/24, "
            "and part several by commas."
        ) from error
