"""Whether a route is open, by the clock of the United Kingdom, and days and hours in the words of the content.

`say` is `Knowledge.phrase`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.model import Hours, Opening

UK = ZoneInfo("Europe/London")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Say = Callable[..., str]


def is_open(hours: Hours, at: datetime) -> bool | None:
    """None when the hours are not known. `at` carries a time zone."""
    if hours.always:
        return True
    if not hours.weekly:
        return None
    here = at.astimezone(UK)
    clock = here.strftime("%H:%M")
    return any(DAYS[here.weekday()] in one.days and one.opens <= clock < one.closes for one in hours.weekly)


def next_opening(say: Say, hours: Hours, at: datetime) -> tuple[str, str] | None:
    """Day name and time ("Monday", "10:00") of the next opening; None when it is always open or not known."""
    here = at.astimezone(UK)
    for ahead in range(8):
        day = here + timedelta(days=ahead)
        times = sorted(one.opens for one in hours.weekly if DAYS[day.weekday()] in one.days)
        for opens in times:
            if ahead or opens > here.strftime("%H:%M"):
                return say(f"day_{DAYS[day.weekday()]}"), opens
    return None


def spoken(say: Say, hours: Hours) -> str:
    """The hours as a person reads them."""
    if hours.always:
        text = say("hours_always")
    elif hours.weekly:
        text = "; ".join(_span(say, one) for one in hours.weekly)
    else:
        text = hours.unknown
    return say("hours_noted", hours=text, note=hours.note) if hours.note else text


def spoken_date(say: Say, day: date) -> str:
    """A date as a person reads it: "23 November 2026"."""
    return say("date", day=day.day, month=say(f"month_{day.month}"), year=day.year)


def spoken_day(say: Say, day: date) -> str:
    """A date with its day of the week: "Monday 23 November 2026"."""
    return say("date_with_day", weekday=say(f"day_{DAYS[day.weekday()]}"), date=spoken_date(say, day))


def _span(say: Say, opening: Opening) -> str:
    days = [DAYS.index(day) for day in opening.days]
    if len(days) > 2 and days == list(range(days[0], days[0] + len(days))):
        named = say("days_from_to", first=say(f"day_{opening.days[0]}"), last=say(f"day_{opening.days[-1]}"))
    else:
        named = ", ".join(say(f"day_{day}") for day in opening.days)
    return say("hours_span", days=named, opens=opening.opens, closes=opening.closes)
