"""Whether two texts with symbols in them differ."""

from collections.abc import Sequence

from tfgen.diff.symbols import Known, Piece, Symbol

# What a provider never gives to two resources of one type.
_UNIQUE = frozenset({"id", "arn"})


def surely_differ(before: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Tell whether two texts differ whatever the symbols in them stand for."""
    if any(isinstance(piece, Symbol) and piece.known is Known.LATER for piece in after):
        return True
    old, new = _without_common_beginning(before, after)
    old, new = _reversed(*_without_common_beginning(*_reversed(old, new)))
    return _is_other_text(old, new) or _are_two_resources(old, new)


def _is_other_text(old: Sequence[Piece], new: Sequence[Piece]) -> bool:
    """Tell whether texts without a common beginning or end differ whatever their symbols stand for."""
    if not old or not new:
        return any(isinstance(piece, str) for piece in (*old, *new))
    return any(isinstance(one, str) and isinstance(other, str) for one, other in ((old[0], new[0]), (old[-1], new[-1])))


def _are_two_resources(old: Sequence[Piece], new: Sequence[Piece]) -> bool:
    """Tell whether both texts are the same unique attribute of two resources of one type."""
    match [*old], [*new]:
        case [Symbol(identity=("resource", one, kind, name))], [Symbol(identity=("resource", other, same, same_name))]:
            return one != other and kind == same and name == same_name and name in _UNIQUE
    return False


def _without_common_beginning(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Leave out what both texts begin with."""
    left, right = list(old), list(new)
    while left and right:
        match left[0], right[0]:
            case Symbol() as one, Symbol() as other if one.identity == other.identity:
                del left[0], right[0]
            case str() as text, str() as other_text:
                common = _common_beginning(text, other_text)
                if not common:
                    break
                left[:1], right[:1] = _rest(text[common:]), _rest(other_text[common:])
            case _:
                break
    return left, right


def _common_beginning(text: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    pairs = enumerate(zip(text, other, strict=False))
    return next((at for at, (one, another) in pairs if one != another), min(len(text), len(other)))


def _rest(text: str) -> list[Piece]:
    return [text] if text else []


def _reversed(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Give both texts backwards."""
    return [_backwards(piece) for piece in reversed(old)], [_backwards(piece) for piece in reversed(new)]


def _backwards(piece: Piece) -> Piece:
    return piece[::-1] if isinstance(piece, str) else piece
