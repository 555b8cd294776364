"""Bounds on what one rendered file may cost, so that a mistaken template ends with a message."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

# A file of Terraform that a person can review has some thousand lines; these leave a hundredfold room.
MAX_STEPS = 500_000
MAX_OUTPUT = 5_000_000


class LimitReached(Exception):
    """A template that does not end, or gives more than anyone could want; the message says which bound."""


class Budget:
    """What is left for one file: steps (loop turns, calls, includes, printed elements) and characters of output."""

    def __init__(self) -> None:
        self.steps = MAX_STEPS
        self.output = MAX_OUTPUT

    def step(self) -> None:
        """Take one step."""
        self.steps -= 1
        if self.steps < 0:
            raise LimitReached(f"more than {MAX_STEPS:,} loop turns, calls, includes and printed elements for one file")

    def turns(self, items: Iterable[T]) -> Iterator[T]:
        """Give the items of a loop, a step each."""
        for item in items:
            self.step()
            yield item

    def spend(self, text: str) -> str:
        """Take a text's length from the output, and give the text back."""
        self.output -= len(text)
        if self.output < 0:
            raise LimitReached(f"more than {MAX_OUTPUT:,} characters of output for one file")
        return text
