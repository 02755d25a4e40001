"""What is counted of the server's work: turns, how long they take, errors. Nothing of what was said, and nobody.

What was found in a message, danger above all, is counted nowhere: on a quiet day a count of one is one child. The labels
are words of this program only, never something that a request carries.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, disable_created_metrics, generate_latest

CHANNELS = ("page", "rest")
OUTCOMES = ("answered", "not_kept", "failed")
SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

# When a series began would tell when something was said for the first time.
disable_created_metrics()  # type: ignore[no-untyped-call]
_registry = CollectorRegistry()
ProcessCollector(registry=_registry)
_turns = Counter("assistant_turns", "Messages that were taken in, by what became of them.", ["channel", "outcome"],
                 registry=_registry)
_seconds = Histogram("assistant_turn_seconds", "From a message to its answer.", ["channel"], buckets=SECONDS,
                     registry=_registry)
_errors = Counter("assistant_errors", "Requests that were refused or failed, by the code of the error.", ["code"],
                  registry=_registry)
_purged = Counter("assistant_purged_conversations", "Conversations that were deleted because their time was over.",
                  registry=_registry)
for _channel in CHANNELS:
    _seconds.labels(_channel)
    for _outcome in OUTCOMES:
        _turns.labels(_channel, _outcome)


def turn(channel: str, outcome: str, seconds: float) -> None:
    """One turn. `channel` is one of CHANNELS, `outcome` one of OUTCOMES."""
    _turns.labels(channel, outcome).inc()
    _seconds.labels(channel).observe(seconds)


def error(code: str) -> None:
    """One error that was told to somebody; `code` as in its answer."""
    _errors.labels(code).inc()


def purged(conversations: int) -> None:
    """Conversations that are gone because nobody went on with them."""
    _purged.inc(conversations)


def text() -> bytes:
    """All of it as Prometheus reads it."""
    return generate_latest(_registry)
