"""Type constraints as they are written: `map(object({ name = string, size = optional(number, 1) }))`."""

from msgspec import Struct

from tfgen.hcl.nodes import Call, Node, ObjectConstructor, Reference, Template, TupleConstructor
from tfgen.language.types import DYNAMIC, PRIMITIVES, Collection, Tuple, Type, list_of, map_of, object_of, set_of

_COLLECTIONS = {"list": list_of, "set": set_of, "map": map_of}
_INVALID = "Invalid type specification"
_QUOTED = (
    "Terraform 0.11 and earlier required type constraints to be given in quotes, but that form is no longer supported. "
    "Remove the quotes, and name the elements' type of a collection, as in list(string)."
)


class TypeMistake(Exception):
    """A type constraint that is none; `node` is the part to blame."""

    def __init__(self, summary: str, detail: str, node: Node) -> None:
        super().__init__(detail)
        self.summary = summary
        self.detail = detail
        self.node = node


class Default(Struct, frozen=True):
    """What an optional attribute is when it is not given: its type and the expression."""

    type: Type
    expression: Node


def read_type(node: Node) -> tuple[Type, list[Default]]:
    """Read a constraint into a type, and give the defaults in it; raises TypeMistake."""
    if isinstance(node, Template):
        raise TypeMistake("Invalid legacy variable type hint", _QUOTED, node)
    if isinstance(node, Reference) and not node.steps and node.root in ("list", "map"):
        return _COLLECTIONS[node.root](DYNAMIC), []  # an old short form, still allowed at the top
    defaults: list[Default] = []
    return _read(node, defaults), defaults


def _read(node: Node, defaults: list[Default]) -> Type:
    match node:
        case Reference(root=name, steps=()):
            return _keyword(name, node)
        case Call():
            return _constructed(node, defaults)
    raise TypeMistake(
        _INVALID,
        (
            "A type specification is either a primitive type keyword (bool, number, string) or a complex type "
            "constructor call, like list(string)."
        ),
        node,
    )


def _keyword(name: str, node: Node) -> Type:
    if name == "any":
        return DYNAMIC
    if name in PRIMITIVES:
        return PRIMITIVES[name]
    if name in _COLLECTIONS:
        raise TypeMistake(
            _INVALID, f"The {name} type constructor requires one argument specifying the element type.", node
        )
    if name == "object":
        raise TypeMistake(
            _INVALID,
            "The object type constructor requires one argument specifying the attribute types and values as a map.",
            node,
        )
    if name == "tuple":
        raise TypeMistake(
            _INVALID, "The tuple type constructor requires one argument specifying the element types as a list.", node
        )
    raise TypeMistake(_INVALID, f'The keyword "{name}" is not a valid type specification.', node)


def _constructed(call: Call, defaults: list[Default]) -> Type:
    if call.name in PRIMITIVES or call.name == "any":
        raise TypeMistake(_INVALID, f'Primitive type keyword "{call.name}" does not expect arguments.', call)
    if call.name == "optional":
        raise TypeMistake(_INVALID, 'Keyword "optional" is valid only as a modifier for object type attributes.', call)
    if call.name not in (*_COLLECTIONS, "object", "tuple"):
        raise TypeMistake(_INVALID, f'Keyword "{call.name}" is not a valid type constructor.', call)
    if len(call.arguments) != 1:
        raise TypeMistake(_INVALID, f"The {call.name} type constructor requires one argument.", call)
    (argument,) = call.arguments
    if call.name == "object":
        return _object(argument, defaults)
    if call.name == "tuple":
        if not isinstance(argument, TupleConstructor):
            raise TypeMistake(_INVALID, "Tuple type constructor requires a list of element types.", argument)
        return Tuple(tuple(_read(item, defaults) for item in argument.items))
    element: Collection = _COLLECTIONS[call.name](_read(argument, defaults))
    return element


def _object(node: Node, defaults: list[Default]) -> Type:
    if not isinstance(node, ObjectConstructor):
        raise TypeMistake(
            _INVALID,
            (
                "Object type constructor requires a map whose keys are attribute names and whose values are "
                "the corresponding attribute types."
            ),
            node,
        )
    attributes: dict[str, Type] = {}
    optional: list[str] = []
    for item in node.items:
        name = item.name
        if name is None:
            raise TypeMistake(_INVALID, "Object constructor map keys must be attribute names.", item.key)
        written = item.value
        if isinstance(written, Call) and written.name == "optional":
            optional.append(name)
            attributes[name] = _optional(written, defaults)
        else:
            attributes[name] = _read(written, defaults)
    return object_of(attributes, optional)


def _optional(call: Call, defaults: list[Default]) -> Type:
    if not call.arguments:
        raise TypeMistake(_INVALID, "Optional attribute modifier requires the attribute type as its argument.", call)
    if len(call.arguments) > 2:  # noqa: PLR2004 - a type and a default
        raise TypeMistake(
            _INVALID,
            "Optional attribute modifier expects at most two arguments: the attribute type, and a default value.",
            call,
        )
    of_type = _read(call.arguments[0], defaults)
    if call.arguments[1:]:
        defaults.append(Default(of_type, call.arguments[1]))
    return of_type
