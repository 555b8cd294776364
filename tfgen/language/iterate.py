"""The elements that a `for` goes over."""

from tfgen.language.types import DYNAMIC, Collection, Object, Tuple, friendly
from tfgen.language.values import Value, number, string


class NotIterable(Exception):
    """A value without elements, in HCL's words."""

    def __init__(self, summary: str, detail: str) -> None:
        super().__init__(detail)
        self.summary = summary
        self.detail = detail


def elements(collection: Value) -> list[tuple[Value, Value]] | None:
    """Give the keys and values of a collection, None where it is not known; raises NotIterable.

    The keys of a list are its indices, an element of a set is its own key.
    """
    if collection.is_null:
        detail = "A null value cannot be used as the collection in a 'for' expression."
        raise NotIterable("Iteration over null value", detail)
    if collection.type == DYNAMIC:
        return None
    if not isinstance(collection.type, Collection | Object | Tuple):
        detail = f"A value of type {friendly(collection.type)} cannot be used as the collection in a 'for' expression."
        raise NotIterable("Iteration over non-iterable value", detail)
    if not collection.is_known:
        return None
    marks = collection.marks
    if isinstance(collection.content, dict):
        return [(string(key), value.with_marks(marks)) for key, value in collection.content.items()]
    if isinstance(collection.type, Collection) and collection.type.kind == "set":
        return [(value.with_marks(marks), value.with_marks(marks)) for value in collection.content]
    return [(number(index), value.with_marks(marks)) for index, value in enumerate(collection.content)]
