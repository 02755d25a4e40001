"""For how long a conversation is kept: the rule alone, without a database."""

from __future__ import annotations

from dataclasses import dataclass

FEWEST_HOURS, MOST_HOURS = 1, 720


@dataclass(frozen=True)
class Retention:
    """A conversation is over when nothing was said in it for `hours`.

    Times are seconds since 1970. A time that lies as far ahead of now is over too: it was written while the clock was
    wrong, and would otherwise be waited for, perhaps for years. So a clock that was set back keeps nothing longer than
    twice the period, and one that was set forward forgets too early rather than too late.
    """

    hours: int = 24

    def kept_between(self, now: float) -> tuple[float, float]:
        """The earliest and the latest time of a last turn with which a conversation is kept."""
        seconds = self.hours * 3600
        return now - seconds, now + seconds

    def is_over(self, last: float | None, now: float) -> bool:
        """Whether a conversation whose last turn was at `last` is to be gone; one without any time is."""
        earliest, latest = self.kept_between(now)
        return last is None or not earliest < last < latest
