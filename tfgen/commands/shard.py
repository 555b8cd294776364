"""Shards: a list of environments split among jobs that run side by side."""

import re
from collections.abc import Sequence

from msgspec import Struct

_FORM = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")


class Shard(Struct, frozen=True):
    """The part `number` of `count`, from 1."""

    number: int = 1
    count: int = 1

    def of(self, names: Sequence[str]) -> list[str]:
        """Give the shard's names in their order: each is in just one shard, and no shard has two more than another.

        Every job must split the same list: of the same project, for the same arguments.
        """
        return list(names[self.number - 1 :: self.count])


def parse_shard(text: str) -> Shard | None:
    """Read `2/5`; None for what is no shard."""
    found = _FORM.fullmatch(text)
    shard = Shard(int(found[1]), int(found[2])) if found else None
    return shard if shard and 1 <= shard.number <= shard.count else None
