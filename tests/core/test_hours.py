from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.core.hours import UK, is_open, next_opening, spoken
from bot.core.knowledge import Knowledge
from bot.core.model import Hours

OFFICE = Hours.model_validate({"weekly": [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00"}]})
NIGHTS = Hours.model_validate({"weekly": [
    {"days": ["mon", "tue", "wed", "thu", "fri"], "from": "00:00", "to": "09:00"},
    {"days": ["mon", "tue", "wed", "thu", "fri"], "from": "17:00", "to": "24:00"},
    {"days": ["sat", "sun"], "from": "00:00", "to": "24:00"},
]})
ALWAYS = Hours(always=True)
UNKNOWN = Hours(unknown="Hours not confirmed.")


def uk(day: int, clock: str, month: int = 11) -> datetime:
    """A moment in the autumn of 2026 by the clock on the wall; 23 November is a Monday."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, month, day, hour, minute, tzinfo=UK)


@pytest.mark.parametrize(("hours", "at", "expected"), [
    (OFFICE, uk(23, "08:59"), False), (OFFICE, uk(23, "09:00"), True), (OFFICE, uk(23, "16:59"), True),
    (OFFICE, uk(23, "17:00"), False), (OFFICE, uk(28, "12:00"), False), (OFFICE, uk(29, "12:00"), False),
    (NIGHTS, uk(23, "23:59"), True), (NIGHTS, uk(24, "00:00"), True), (NIGHTS, uk(24, "08:59"), True),
    (NIGHTS, uk(24, "12:00"), False), (NIGHTS, uk(28, "23:59"), True), (NIGHTS, uk(29, "12:00"), True),
    (ALWAYS, uk(29, "03:00"), True), (UNKNOWN, uk(23, "12:00"), None),
])
def test_whether_a_route_is_open(hours: Hours, at: datetime, expected: bool | None) -> None:
    assert is_open(hours, at) is expected


@pytest.mark.parametrize(("at", "expected"), [
    (datetime(2026, 7, 6, 8, 0, tzinfo=timezone.utc), True),  # summer time: 09:00 in London
    (datetime(2026, 7, 6, 16, 0, tzinfo=timezone.utc), False),  # 17:00 in London
    (datetime(2026, 12, 7, 8, 0, tzinfo=timezone.utc), False),
    (datetime(2026, 12, 7, 16, 0, tzinfo=timezone.utc), True),
    (datetime(2026, 7, 6, 1, 0, tzinfo=timezone(timedelta(hours=-8))), True),  # somebody abroad: 10:00 in London
    (datetime(2026, 7, 5, 23, 30, tzinfo=timezone.utc), False),  # Sunday by UTC, Monday 00:30 in London
])
def test_the_clock_is_that_of_the_united_kingdom(at: datetime, expected: bool) -> None:
    assert is_open(OFFICE, at) is expected


@pytest.mark.parametrize(("hours", "at", "expected"), [
    (OFFICE, uk(23, "08:00"), ("Monday", "09:00")), (OFFICE, uk(23, "17:00"), ("Tuesday", "09:00")),
    (OFFICE, uk(27, "18:00"), ("Monday", "09:00")), (NIGHTS, uk(23, "12:00"), ("Monday", "17:00")),
    (UNKNOWN, uk(23, "12:00"), None), (ALWAYS, uk(23, "12:00"), None),
])
def test_when_a_closed_route_opens_next(
    knowledge: Knowledge, hours: Hours, at: datetime, expected: tuple[str, str] | None
) -> None:
    assert next_opening(knowledge.phrase, hours, at) == expected


@pytest.mark.parametrize(("hours", "expected"), [
    (OFFICE, "Monday to Friday 09:00 to 17:00"), (ALWAYS, "At all hours"), (UNKNOWN, "Hours not confirmed."),
    (Hours.model_validate({"weekly": [{"days": ["mon", "wed"], "from": "10:00", "to": "12:00"}], "note": "By post else"}),
     "Monday, Wednesday 10:00 to 12:00 (By post else)"),
])
def test_hours_are_said_in_words(knowledge: Knowledge, hours: Hours, expected: str) -> None:
    assert spoken(knowledge.phrase, hours) == expected


@pytest.mark.parametrize(("at", "expected"), [
    (uk(23, "12:00"), False), (uk(23, "17:00"), True), (uk(24, "03:00"), True), (uk(28, "12:00"), True),
])
def test_the_emergency_social_workers_of_northern_ireland_work_while_the_day_teams_do_not(
    knowledge: Knowledge, at: datetime, expected: bool
) -> None:
    assert is_open(knowledge.routes["resws"].hours, at) is expected
