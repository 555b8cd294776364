"""The nodes of HCL's expressions, each with its place, in the words of the HCL specification."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from tfgen.source import SourceRange, SourceText


class Node(Struct, frozen=True, eq=False):
    """An expression, or a part of one: a stretch of a source text, from `start` to before `end`."""

    source: SourceText
    start: int
    end: int

    @property
    def where(self) -> SourceRange:
        """Where it stands."""
        return self.source.range(self.start, self.end)

    @property
    def code(self) -> str:
        """What is written there."""
        return self.source.text[self.start : self.end]

    def children(self) -> Iterator["Node"]:
        """Give the nodes right below this one, in the order of the text."""
        return iter(())

    def __eq__(self, other: object) -> bool:
        """Tell whether the same is written; where that is makes no difference."""
        return isinstance(other, Node) and type(self) is type(other) and self.content == other.content

    def __hash__(self) -> int:
        """Give what equal nodes share."""
        return hash((type(self), self.content))

    @property
    def content(self) -> tuple[object, ...]:
        """What is written, without its place."""
        return tuple(getattr(self, name) for name in self.__struct_fields__[len(Node.__struct_fields__) :])


class Literal(Node, frozen=True):
    """A number, `true`, `false` or `null`; inside templates also the text between interpolations."""

    value: str | int | Decimal | bool | None

    @property
    def content(self) -> tuple[object, ...]:
        """The value; `true` is not 1, as it is in Python."""
        return isinstance(self.value, bool), self.value


class Template(Node, frozen=True):
    """A quoted string or a heredoc; one without interpolations is a string whose value is known."""

    parts: tuple[Node, ...]
    is_heredoc: bool = False

    def children(self) -> Iterator[Node]:
        """Give texts, interpolations and directives."""
        return iter(self.parts)

    @property
    def text(self) -> str | None:
        """The string, None where it has interpolations or directives."""
        texts = [part.value for part in self.parts if isinstance(part, Literal)]
        return "".join(map(str, texts)) if len(texts) == len(self.parts) else None


class Interpolation(Node, frozen=True):
    """`${ expression }` in a template."""

    expression: Node

    def children(self) -> Iterator[Node]:
        """Give the expression."""
        yield self.expression


class IfDirective(Node, frozen=True):
    """`%{ if condition }…%{ else }…%{ endif }` in a template."""

    condition: Node
    then: tuple[Node, ...]
    otherwise: tuple[Node, ...]

    def children(self) -> Iterator[Node]:
        """Give the condition and the parts of both ways."""
        yield self.condition
        yield from self.then
        yield from self.otherwise


class ForDirective(Node, frozen=True):
    """`%{ for key, value in collection }…%{ endfor }` in a template; `names` has one name or two."""

    names: tuple[str, ...]
    collection: Node
    body: tuple[Node, ...]

    def children(self) -> Iterator[Node]:
        """Give the collection and the parts that are repeated."""
        yield self.collection
        yield from self.body


class GetAttribute(Node, frozen=True):
    """A step `.name` of a traversal."""

    name: str


class GetIndex(Node, frozen=True):
    """A step `[0]` or `["key"]` of a traversal, the key being written out."""

    key: str | int | Decimal


Step = GetAttribute | GetIndex


class Reference(Node, frozen=True):
    """A traversal from a name: `var.subnets["a"].id` has the root `var` and three steps."""

    root: str
    steps: tuple[Step, ...]


class Access(Node, frozen=True):
    """A traversal from the value of any other expression: `f(x).name`."""

    value: Node
    steps: tuple[Step, ...]

    def children(self) -> Iterator[Node]:
        """Give the expression that the steps start from."""
        yield self.value


class Index(Node, frozen=True):
    """`collection[key]` with a key that must be computed."""

    collection: Node
    key: Node

    def children(self) -> Iterator[Node]:
        """Give collection and key."""
        yield self.collection
        yield self.key


class Element(Node, frozen=True):
    """Within a splat, the element at hand."""


class Splat(Node, frozen=True):
    """`values[*].name` (full) or `values.*.name`; `each` tells, from an `Element`, what becomes of each element."""

    values: Node
    each: Node
    is_full: bool

    def children(self) -> Iterator[Node]:
        """Give the values and what becomes of each."""
        yield self.values
        yield self.each


class Call(Node, frozen=True):
    """A function call; `expands` says that the last argument ends in `...`."""

    name: str
    arguments: tuple[Node, ...]
    expands: bool

    def children(self) -> Iterator[Node]:
        """Give the arguments."""
        return iter(self.arguments)

    @property
    def name_range(self) -> SourceRange:
        """Where the function's name stands."""
        return self.source.range(self.start, self.start + len(self.name))


class Conditional(Node, frozen=True):
    """`condition ? then : otherwise`."""

    condition: Node
    then: Node
    otherwise: Node

    def children(self) -> Iterator[Node]:
        """Give condition and both results."""
        yield self.condition
        yield self.then
        yield self.otherwise


class Binary(Node, frozen=True):
    """An operation on two operands."""

    operator: str
    left: Node
    right: Node

    def children(self) -> Iterator[Node]:
        """Give both operands."""
        yield self.left
        yield self.right


class Unary(Node, frozen=True):
    """`-number` or `!condition`."""

    operator: str
    operand: Node

    def children(self) -> Iterator[Node]:
        """Give the operand."""
        yield self.operand


class Parentheses(Node, frozen=True):
    """`(expression)`."""

    inner: Node

    def children(self) -> Iterator[Node]:
        """Give what is in the parentheses."""
        yield self.inner


class TupleConstructor(Node, frozen=True):
    """`[a, b]`."""

    items: tuple[Node, ...]

    def children(self) -> Iterator[Node]:
        """Give the items."""
        return iter(self.items)


class ObjectItem(Node, frozen=True):
    """`key = value` in an object; a key that is a bare name stands for itself."""

    key: Node
    value: Node

    def children(self) -> Iterator[Node]:
        """Give the key, unless it is a bare name, and the value."""
        if self.name is None or not isinstance(self.key, Reference):
            yield self.key
        yield self.value

    @property
    def name(self) -> str | None:
        """The key where it is written out, None where it must be computed."""
        match self.key:
            case Reference(root=name, steps=()):
                return name
            case Template():
                return self.key.text
            case Literal(value=value):
                return str(value) if not isinstance(value, bool) and value is not None else self.key.code
        return None


class ObjectConstructor(Node, frozen=True):
    """`{ key = value }`."""

    items: tuple[ObjectItem, ...]

    def children(self) -> Iterator[Node]:
        """Give the items."""
        return iter(self.items)


class ForExpression(Node, frozen=True):
    """`[for value in collection : result if condition]`, or with a `key` `{for … : key => result...}`.

    `names` has one name or two; `groups` says that the results of one key become a list (`...`).
    """

    names: tuple[str, ...]
    collection: Node
    key: Node | None
    result: Node
    condition: Node | None
    groups: bool

    def children(self) -> Iterator[Node]:
        """Give the collection, then all that is computed for each of its elements."""
        yield self.collection
        yield from (node for node in (self.key, self.result, self.condition) if node)


def walk(node: Node) -> Iterator[Node]:
    """Give a node and all below it, in the order of the text; no depth of nesting is too much."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += reversed(list(found.children()))
