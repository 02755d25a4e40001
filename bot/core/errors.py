"""Errors that a person is told about."""

from __future__ import annotations

from dataclasses import dataclass


class AssistantError(Exception):
    """Something a person can put right; its text is a sentence for them."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in the content: the file, the id of the item and what is wrong with it."""

    file: str
    item: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.item}: {self.message}" if self.item else f"{self.file}: {self.message}"


class ContentError(AssistantError):
    """The content cannot be used; `problems` holds everything that is wrong with it, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        count = len(self.problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{count} problem{'' if count == 1 else 's'} in the content:\n{lines}")


class UnknownAnswerError(AssistantError):
    """An answer to a question that does not exist, or with a value that it does not offer."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)
