"""What was made last for each place, kept for the next environment: most of what it needs is the same, to the byte."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

# A few kinds of environments take turns in a project; what only one of them has must not fill the memory.
MAX_KEPT = 4


class Recent(Generic[K, V]):
    """Values by place and key; a place keeps its latest few."""

    def __init__(self) -> None:
        self._places: dict[str, dict[K, V]] = {}

    def get(self, place: str, key: K, make: Callable[[], V]) -> V:
        """Give the value for a key at a place, made where it is not at hand."""
        kept = self._places.setdefault(place, {})
        value = kept.pop(key) if key in kept else make()
        kept[key] = value
        if len(kept) > MAX_KEPT:
            del kept[next(iter(kept))]
        return value


class Same:
    """A key for values that are made of certain objects: equal only for these very ones, which it keeps alive."""

    __slots__ = ("_more", "_objects")

    def __init__(self, objects: tuple[object, ...], more: Hashable) -> None:
        self._objects = objects
        self._more = more

    def __hash__(self) -> int:
        """Hash what tells the objects apart."""
        return hash((self._more, *map(id, self._objects)))

    def __eq__(self, other: object) -> bool:
        """Tell whether the other key is of the same objects."""
        return (
            isinstance(other, Same)
            and self._more == other._more
            and len(self._objects) == len(other._objects)
            and all(one is another for one, another in zip(self._objects, other._objects, strict=True))
        )
