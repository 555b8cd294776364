"""Whether two values are equal: yes, no, or not known yet."""

from collections.abc import Iterable

from tfgen.language.types import Object, Tuple, Type, has_dynamic, is_kind
from tfgen.language.values import Value


def equal(left: Value, right: Value) -> bool | None:
    """Tell whether two values are equal; None if it is not known yet.

    Nulls of all types are equal; otherwise values of different types are not, `1` and `"1"` neither.
    """
    if not (left.is_known and right.is_known):
        return _equal_unknown(left, right)
    if left.is_null or right.is_null:
        return left.is_null and right.is_null
    if has_dynamic(left.type) or has_dynamic(right.type):
        if not _may_become(left.type, right.type):
            return False
    elif left.type != right.type:
        return False
    return _equal_parts(left, right)


def _equal_unknown(left: Value, right: Value) -> bool | None:
    """Compare values of which one or both are unknown: they differ if their types do and neither is null."""
    if left.is_null or right.is_null or left.is_known == right.is_known:
        return None
    if has_dynamic(left.type) or has_dynamic(right.type) or left.type == right.type:
        return None
    return False


def _may_become(left: Type, right: Type) -> bool:
    """Tell whether two types may prove the same once what is not known of them is."""
    match left, right:
        case Object(), Object():
            names = [name for name, _ in left.attributes] == [name for name, _ in right.attributes]
            pairs = zip(left.attributes, right.attributes, strict=False)
            return names and all(_may_become(one, other) for (_, one), (_, other) in pairs)
        case Tuple(), Tuple():
            pairs_of_elements = zip(left.elements, right.elements, strict=False)
            return len(left.elements) == len(right.elements) and all(
                _may_become(one, other) for one, other in pairs_of_elements
            )
    return left == right or has_dynamic(left) or has_dynamic(right)


def _equal_parts(left: Value, right: Value) -> bool | None:
    """Compare the contents of two values of one type."""
    if is_kind(left.type, "set"):
        return _equal_sets(left, right)
    match left.content, right.content:
        case tuple() as items, tuple() as others:
            return len(items) == len(others) and _all_equal(zip(items, others, strict=True))
        case dict() as items, dict() as others:
            return items.keys() == others.keys() and _all_equal((item, others[key]) for key, item in items.items())
    return bool(left.content == right.content)


def _equal_sets(left: Value, right: Value) -> bool | None:
    """Compare sets, which must be wholly known for that."""
    if not (left.is_wholly_known and right.is_wholly_known):
        return None
    return len(left.content) == len(right.content) and bool(_all_equal(zip(left.content, right.content, strict=True)))


def _all_equal(pairs: Iterable[tuple[Value, Value]]) -> bool | None:
    """Tell whether all pairs are equal; the first that is not or not known decides."""
    for left, right in pairs:
        if (found := equal(left, right)) is not True:
            return found
    return True
