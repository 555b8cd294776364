"""How much may be computed: little text can ask for more work than there is time and memory for."""

from msgspec import Struct

from tfgen.language.values import Value, unknown

# What is evaluated in one run, in nodes of expressions and elements of values: a large system needs some 20,000.
MAX_WORK = 300_000
# A value with more parts than this is treated as unknown where it has a name, since names can double what they hold.
MAX_PARTS = 10_000


class Work(Struct):
    """How much may still be computed; when nothing is left, everything is unknown."""

    left: int = MAX_WORK

    def spend(self, amount: int = 1) -> bool:
        """Spend some work; tells whether there was enough of it."""
        self.left -= amount
        return self.left > 0


def size(value: Value) -> int:
    """Give roughly how much work it is to go once over a value's own content."""
    if isinstance(value.content, str):
        return len(value.content) // 100
    return len(value.content) if isinstance(value.content, tuple | dict) else 0


def bounded(value: Value) -> Value:
    """Give a value, or an unknown one in place of one with too many parts."""
    waiting, count = [value], 0
    while waiting:
        count += 1
        if count > MAX_PARTS:
            return unknown()
        waiting += waiting.pop().parts()
    return value
