"""The shared secret: kept as a hash, compared with it, and nothing else taken for one."""

from __future__ import annotations

import io
import unicodedata

import pytest

from bot.core.errors import AssistantError
from bot.privacy.secret import BLOCK, COST, LANES, SecretHash, read_secret

SECRET = "correct horse Zoë"


@pytest.fixture(scope="module")
def kept() -> SecretHash:
    return SecretHash.of(SECRET, cost=4, lanes=1)


def test_the_hash_knows_its_secret_after_being_written_down(kept: SecretHash) -> None:
    read = SecretHash.from_text(str(kept))

    assert read == kept
    assert read.is_of(SECRET)
    assert "correct" not in str(kept)
    assert read.is_of(unicodedata.normalize("NFD", SECRET)), "another keyboard sends the same letters in another way"


@pytest.mark.parametrize("other", ["", "correct horse", SECRET.upper(), SECRET + " ", "\ud800", "x" * 10_000, "\x00"])
def test_it_knows_no_other(other: str, kept: SecretHash) -> None:
    assert not kept.is_of(other)


def test_the_same_secret_never_gives_the_same_hash_twice() -> None:
    one, other = SecretHash.of(SECRET, cost=4, lanes=1), SecretHash.of(SECRET, cost=4, lanes=1)

    assert str(one) != str(other)


def test_a_try_costs_as_much_as_current_advice_has_it() -> None:
    """OWASP's least for scrypt: N of 2^15 with r of 8 and p of 3, or as much work otherwise."""
    assert (COST, BLOCK, LANES) == (15, 8, 3)
    made = SecretHash.of(SECRET)
    assert str(made).startswith("scrypt:15:8:3:")
    assert made.is_of(SECRET)


SALT, DIGEST = "A" * 22, "A" * 43


@pytest.mark.parametrize("text", [
    "", "secret", SECRET, ":::::", f"bcrypt:4:8:1:{SALT}:{DIGEST}", f"scrypt:4:8:{SALT}:{DIGEST}", f"scrypt:x:8:1:{SALT}:{DIGEST}",
    f"scrypt:0:8:1:{SALT}:{DIGEST}", f"scrypt:30:8:1:{SALT}:{DIGEST}", f"scrypt:4:99:1:{SALT}:{DIGEST}",
    f"scrypt:4:8:99:{SALT}:{DIGEST}", f"scrypt:4:8:-1:{SALT}:{DIGEST}", f"scrypt:4:8:1:AA:{DIGEST}", f"scrypt:4:8:1:{SALT}:AA",
    f"scrypt:4:8:1:!!!:{DIGEST}", f"scrypt:4:8:1:{SALT}:{DIGEST}:more", f"scrypt:4:8:1:{SALT}:Zoë",
])
def test_what_is_no_hash_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no hash|values to unpack|invalid literal"):
        SecretHash.from_text(text)


@pytest.mark.parametrize(("given", "problem"), [
    ("", "at least 12"), ("short\n", "at least 12"), ("x" * 1_001, "at most 1000"),
])
def test_a_secret_that_cannot_be_used_is_told(given: str, problem: str) -> None:
    with pytest.raises(AssistantError, match=problem):
        read_secret(io.StringIO(given))


def test_a_secret_can_come_from_another_program() -> None:
    assert read_secret(io.StringIO(f"{SECRET}\r\nanother line\n")) == SECRET
