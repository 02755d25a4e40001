"""Personal details that can be told by their form are replaced by neutral words before anything keeps a message."""

from __future__ import annotations

import re

# In this order: what is longer or more certain first, so that no part of it is taken for something else.
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("[link]", re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)),
    ("[email]", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("[handle]", re.compile(r"(?<![\w@])@[A-Za-z0-9_.]{3,}")),
    ("[NI number]", re.compile(r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.IGNORECASE)),
    ("[UPN]", re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b")),
    ("[NHS number]", re.compile(r"(?<![\d+])\d{3}[ -]\d{3}[ -]\d{4}(?!\d)")),
    ("[phone]", re.compile(r"(?<![\d\w])(?:\+44\s?(?:\(0\))?\s?|0)(?:\d[\s()-]?){8,10}\d(?!\d)")),
    ("[date]", re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}\b")),
    ("[postcode]", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)),
    ("[number]", re.compile(r"(?<![\d\w])\d{9,}(?!\d)")),
)


def redact(text: str) -> str:
    """The text as it may be kept: links, addresses, handles and numbers that point to a person replaced."""
    for word, form in _FORMS:
        text = form.sub(word, text)
    return text
