"""A secret that several people share, kept as a hash from which nobody can read it."""

from __future__ import annotations

import base64
import binascii
import getpass
import hashlib
import hmac
import os
import sys
import unicodedata
from dataclasses import dataclass
from typing import TextIO

from bot.core.errors import AssistantError

FEWEST_CHARACTERS, MOST_CHARACTERS = 12, 1_000
# About a quarter of a second and 32 MB for each try, as current advice for scrypt has it.
COST, BLOCK, LANES = 15, 8, 3
_KIND, _BYTES, _MOST_COST = "scrypt", 32, 17


@dataclass(frozen=True)
class SecretHash:
    """`cost` is the binary logarithm of scrypt's N. As text: `scrypt:cost:block:lanes:salt:digest`."""

    cost: int
    block: int
    lanes: int
    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, secret: str, *, cost: int = COST, lanes: int = LANES) -> SecretHash:
        """The hash of a secret, with a salt of its own."""
        salt = os.urandom(16)
        return cls(cost, BLOCK, lanes, salt, _digest(secret, salt, cost, BLOCK, lanes))

    @classmethod
    def from_text(cls, text: str) -> SecretHash:
        """Raises ValueError for what is no such line, or one whose work would stop the server."""
        kind, *numbers, salt, digest = text.split(":")
        cost, block, lanes = map(int, numbers)
        made = cls(cost, block, lanes, _bytes(salt), _bytes(digest))
        if kind != _KIND or not 1 <= cost <= _MOST_COST or not (1 <= block <= 16 and 1 <= lanes <= 8):
            raise ValueError("no hash of a secret")
        if len(made.salt) < 16 or len(made.digest) != _BYTES:
            raise ValueError("no hash of a secret")
        return made

    def __str__(self) -> str:
        return ":".join((_KIND, str(self.cost), str(self.block), str(self.lanes), _text(self.salt), _text(self.digest)))

    def is_of(self, secret: str) -> bool:
        """Whether the hash is of this secret. Takes as long for a wrong one as for the right one."""
        given = _digest(secret, self.salt, self.cost, self.block, self.lanes)
        return hmac.compare_digest(given, self.digest)


def read_secret(given: TextIO) -> str:
    """A new secret from a person at a terminal, twice and without showing it, or as a line from another program.

    Raises AssistantError with a sentence when it cannot be used.
    """
    try:
        secret = _asked_twice() if given.isatty() else given.readline().rstrip("\r\n")
    except (EOFError, UnicodeDecodeError) as error:
        raise AssistantError("No secret could be read. Nothing was made.") from error
    if len(secret) < FEWEST_CHARACTERS:
        raise AssistantError(
            f"The secret has to have at least {FEWEST_CHARACTERS} characters. Several words in a row are easy to remember."
        )
    if len(secret) > MOST_CHARACTERS:
        raise AssistantError(f"The secret may have at most {MOST_CHARACTERS} characters.")
    return secret


def _asked_twice() -> str:
    secret = getpass.getpass(f"The secret, at least {FEWEST_CHARACTERS} characters: ", sys.stderr)
    if secret != getpass.getpass("The same again: ", sys.stderr):
        raise AssistantError("The two are not the same. Nothing was made.")
    return secret


def _digest(secret: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    memory = 128 * block * (2**cost + lanes + 2)
    # One keyboard sends an accented letter as one character, another as two.
    text = unicodedata.normalize("NFKC", secret).encode("utf-8", "replace")
    return hashlib.scrypt(text, salt=salt, n=2**cost, r=block, p=lanes, maxmem=2 * memory, dklen=_BYTES)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("no hash of a secret") from error
