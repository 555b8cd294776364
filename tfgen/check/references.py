"""The references in expressions: which there are, and what each is a reference to."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tfgen.hcl.nodes import (
    ForDirective,
    ForExpression,
    GetAttribute,
    Node,
    Reference,
    Step,
)

NO_NAMES: frozenset[str] = frozenset()


def references(node: Node, names: frozenset[str] = NO_NAMES) -> Iterator[Reference]:
    """Give the references in an expression, those to the names that it declares itself, or `names`, left out."""
    waiting = [(node, names)]
    while waiting:
        found, bound = waiting.pop()
        match found:
            case Reference() if found.root not in bound:
                yield found
            case ForExpression():
                inner = bound | set(found.names)
                rest = [part for part in (found.condition, found.result, found.key) if part]
                waiting += [*((part, inner) for part in rest), (found.collection, bound)]
            case ForDirective():
                inner = bound | set(found.names)
                waiting += [*((part, inner) for part in reversed(found.body)), (found.collection, bound)]
            case _:
                waiting += [(child, bound) for child in reversed(list(found.children()))]


class Target(Struct, frozen=True):
    """What a reference is to: `var.name`, `data.type.name`, …

    `kind` is the root (`var`, `local`, `module`, `path`, …) or `resource`, `data` or `ephemeral`; `name` the names
    behind it; `rest` the steps behind those.
    """

    kind: str
    names: tuple[str, ...]
    rest: Sequence[Step]

    @property
    def address(self) -> str:
        """The address as it is written: `data.aws_region.current`."""
        return ".".join(self.names if self.kind == "resource" else (self.kind, *self.names))


class NotATarget(Exception):
    """A reference that can't be one; the message says why."""


_WHOLE = {
    "var": 'The "var" object cannot be accessed directly. Instead, access one of its attributes.',
    "local": 'The "local" object cannot be accessed directly. Instead, access one of its attributes.',
    "module": 'The "module" object cannot be accessed directly. Instead, access one of its attributes.',
    "path": 'The "path" object cannot be accessed directly. Instead, access one of its attributes.',
    "terraform": 'The "terraform" object cannot be accessed directly. Instead, access one of its attributes.',
    "each": 'The "each" object cannot be accessed directly. Instead, access one of its attributes.',
    "count": 'The "count" object cannot be accessed directly. Instead, access one of its attributes.',
}
_TYPED = {
    "data": 'The "data" object must be followed by two attribute names: the data source type and the resource name.',
    "ephemeral": 'The "ephemeral" object must be followed by two attribute names: the ephemeral resource type and the '
    "resource name.",
    "resource": (
        'The "resource" object must be followed by two attribute names: the resource type and the resource name.'
    ),
}
_OF_TYPE = (
    "A reference to a resource type must be followed by at least one attribute access, specifying the resource name."
)


def target(reference: Reference) -> Target:
    """Tell what a reference is to; raises NotATarget."""
    root, steps = reference.root, reference.steps
    if root == "self":
        return Target("self", (), steps)
    if root in _WHOLE:
        return Target(root, (_name(steps, 0, _WHOLE[root]),), steps[1:])
    if root in _TYPED:
        return Target(root, (_name(steps, 0, _TYPED[root]), _name(steps, 1, _TYPED[root])), steps[2:])
    return Target("resource", (root, _name(steps, 0, _OF_TYPE)), steps[1:])


def find_target(reference: Reference) -> Target | None:
    """Tell what a reference is to, None for one that can't be one."""
    try:
        return target(reference)
    except NotATarget:
        return None


def _name(steps: Sequence[Step], index: int, otherwise: str) -> str:
    step = steps[index] if index < len(steps) else None
    if isinstance(step, GetAttribute):
        return step.name
    raise NotATarget(otherwise)
