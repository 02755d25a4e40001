"""Telephone numbers in groups to read out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.knowledge import Knowledge
from bot.core.telephone import MOST_DIGITS, read_out


@pytest.mark.parametrize(("number", "groups"), [
    ("999", ("9 9 9",)),
    ("0800 1111", ("0 8 0 0", "1 1 1 1")),
    ("116 123", ("1 1 6", "1 2 3")),
    ("0300-123-2040", ("0 3 0 0", "1 2 3", "2 0 4 0")),
    ("(020) 7946 0001", ("0 2 0", "7 9 4 6", "0 0 0 1")),
    ("+44 20 7946 0001", ("+ 4 4", "2 0", "7 9 4 6", "0 0 0 1")),
    ("08001111", ("0 8 0", "0 1", "1 1 1")),
    ("02079460001", ("0 2 0", "7 9 4", "6 0", "0 0 1")),
    ("text SHOUT to 85258", ("text SHOUT to", "8 5 2 5 8")),
    ("020 7946 0001 extension 12", ("0 2 0", "7 9 4 6", "0 0 0 1", "extension", "1 2")),
    ("ask for Zoë", ("ask for Zoë",)),
    ("", ()),
])
def test_a_number_is_read_out_in_its_groups(number: str, groups: tuple[str, ...]) -> None:
    assert read_out(number) == groups


@given(number=st.text(alphabet="0123456789 -+()abc", max_size=30))
def test_no_digit_is_lost_added_or_hurried(number: str) -> None:
    groups = read_out(number)

    assert [one for one in "".join(groups) if one.isdigit()] == [one for one in number if one.isdigit()]
    assert all(sum(map(str.isdigit, group)) <= MOST_DIGITS for group in groups)


def test_every_number_of_the_content_can_be_read_out(knowledge: Knowledge) -> None:
    phones = [route.phone for route in knowledge.routes.values() if route.phone]

    assert phones
    assert [phone for phone in phones if "".join("".join(read_out(phone)).split()) != "".join(phone.split())] == []
