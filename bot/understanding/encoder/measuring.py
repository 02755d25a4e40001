"""How well messages are understood that training held out (`build/held_out.npz`): the figures of docs/understanding.md.

    python -m bot.understanding.encoder.measuring

Thresholds and confidence were fitted on the same messages, so these figures are a little kinder than new messages would be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from bot.core.model import LABEL_IDS
from bot.shared import understanding
from bot.understanding.encoder.calibrating import reliability
from bot.understanding.encoder.messages import HELD_OUT, LabelledMessage, load_messages
from bot.understanding.interface import Finding

DANGER = "immediate_danger"
Read = tuple[LabelledMessage, tuple[Finding, ...]]


def read_held_out() -> list[Read]:
    """Each message that was held out, with what is heard in it."""
    messages = {message.id: message for message in load_messages()}
    known = [messages[str(name)] for name in np.load(HELD_OUT, allow_pickle=False)["ids"]]
    return [(message, understanding().understand(message.text).findings) for message in known]


def figures(rows: Sequence[Read]) -> Iterator[str]:
    heard = [{one.id for one in findings if one.status == "reported"} for _, findings in rows]
    told = [set(message.labels) for message, _ in rows]
    pairs = list(zip(heard, told, strict=True))
    f1 = {}
    for label in LABEL_IDS:
        hits = sum(label in one and label in other for one, other in pairs)
        f1[label] = 2 * hits / max(sum(label in one for one in heard) + sum(label in other for other in told), 1)
    quiet = [one for one, other in pairs if not other]
    danger = [DANGER in one for one, other in pairs if DANGER in other]
    false = sum(DANGER in one for one in heard) - sum(danger)
    denied = [(label in {one.id for one in findings if one.status == "reported"}) for message, findings in rows for label in message.denied]
    yield f"{len(rows)} messages: macro-F1 {np.mean(list(f1.values())):.3f}, exact {np.mean([one == other for one, other in pairs]):.3f}"
    yield f"quiet: {sum(not one for one in quiet)} of {len(quiet)}; danger: {sum(danger)} of {len(danger)}, {false} false"
    yield f"reported though denied: {sum(denied)} of {len(denied)}"
    yield "; ".join(f"{label} {value:.2f}" for label, value in f1.items())


def mistakes(rows: Sequence[Read]) -> Iterator[str]:
    """The labels that are most often heard where they are not, or missed."""
    count: Counter[str] = Counter()
    for message, findings in rows:
        heard = {one.id for one in findings if one.status == "reported"}
        count.update(f"{label} heard" for label in heard - set(message.labels))
        count.update(f"{label} missed" for label in set(message.labels) - heard)
    return (f"{what}: {number}" for what, number in count.most_common(10))


def confidence(rows: Sequence[Read]) -> Iterator[str]:
    findings = [(one.confidence, one.id in (message.labels if one.status == "reported" else message.denied))
                for message, found in rows for one in found]
    error, steps = reliability(np.array([sure for sure, _ in findings]), np.array([right for _, right in findings]))
    yield f"{len(findings)} findings, expected calibration error {error:.3f}"
    yield from (f"  confidence {said:.2f}: right {right:.2f} of {count}" for said, right, count in steps)


def main() -> None:
    rows = read_held_out()
    print("\n".join((*figures(rows), *confidence(rows), *mistakes(rows))))


if __name__ == "__main__":
    main()
