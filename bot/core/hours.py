"""Whether a route is open, by the clock of the United Kingdom."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.model import Hours, Opening

UK = ZoneInfo("Europe/London")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = dict(zip(DAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True))

MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
               "December")


def is_open(hours: Hours, at: datetime) -> bool | None:
    """None when the hours are not known. `at` carries a time zone."""
    if hours.always:
        return True
    if not hours.weekly:
        return None
    here = at.astimezone(UK)
    clock = here.strftime("%H:%M")
    return any(DAYS[here.weekday()] in one.days and one.opens <= clock < one.closes for one in hours.weekly)


def next_opening(hours: Hours, at: datetime) -> tuple[str, str] | None:
    """Day name and time ("Monday", "10:00") of the next opening; None when it is always open or not known."""
    here = at.astimezone(UK)
    for ahead in range(8):
        day = here + timedelta(days=ahead)
        times = sorted(one.opens for one in hours.weekly if DAYS[day.weekday()] in one.days)
        for opens in times:
            if ahead or opens > here.strftime("%H:%M"):
                return DAY_NAMES[DAYS[day.weekday()]], opens
    return None


def spoken(hours: Hours) -> str:
    """The hours as a person reads them."""
    if hours.always:
        text = "At all hours"
    elif hours.weekly:
        text = "; ".join(_span(one) for one in hours.weekly)
    else:
        text = hours.unknown
    return f"{text} ({hours.note})" if hours.note else text


def spoken_date(day: date) -> str:
    """A date as a person reads it: "23 November 2026"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def spoken_day(day: date) -> str:
    """A date with its day of the week: "Monday 23 November 2026"."""
    return f"{DAY_NAMES[DAYS[day.weekday()]]} {spoken_date(day)}"


def _span(opening: Opening) -> str:
    days = [DAYS.index(day) for day in opening.days]
    if len(days) > 2 and days == list(range(days[0], days[0] + len(days))):
        named = f"{DAY_NAMES[opening.days[0]]} to {DAY_NAMES[opening.days[-1]]}"
    else:
        named = ", ".join(DAY_NAMES[day] for day in opening.days)
    return f"{named} {opening.opens} to {opening.closes}"
