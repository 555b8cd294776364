"""Where the configuration of a resource differs from what was applied, as its provider compares them."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from msgspec import Struct

from tfgen.diff.bodies import by_name
from tfgen.diff.changes import ArgumentPath
from tfgen.diff.differences import Differ, Difference, present
from tfgen.diff.inputs import converted
from tfgen.diff.resources import Resource
from tfgen.diff.symbols import Symbol, is_symbolic
from tfgen.diff.traits import Defaults, defaults
from tfgen.language.types import from_json, has_dynamic, without_optional
from tfgen.language.values import Value, from_python
from tfgen.providers.schema import AttributeSchema, BlockSchema, BlockTypeSchema

Arguments = Mapping[str, Value]
# How long to wait is no property of what is waited for: the older kit plans nothing for it.
_TIMEOUTS = "timeouts"


class ArgumentDiffer(Struct, frozen=True):
    """Compares what two blocks configure, by the rules of the resource type's schema.

    `prior` is the resource as it was applied. Providers made with HashiCorp's older kit (`is_lenient`) take what is not
    set for false, 0 or empty.
    """

    differ: Differ
    prior: Resource
    is_lenient: bool
    defaults: Defaults

    @staticmethod
    def of(differ: Differ, prior: Resource) -> "ArgumentDiffer":
        """Give a differ for the type of a resource; the older kit lets one set `id`, at least by its schema."""
        id_ = prior.schema.attributes.get("id") if prior.schema else None
        is_lenient = id_ is not None and id_.optional
        return ArgumentDiffer(differ, prior, is_lenient, defaults(prior.source, prior.address.type))

    def differences(self, resource: Resource) -> Iterator[Difference]:
        """Give where the resource's configuration differs from what was applied."""
        old, new = self.prior.configuration(), resource.configuration()
        if self.prior.schema is None:
            for name in dict.fromkeys([*old, *new]):
                yield from self.differ.differences((name,), old.get(name), new.get(name))
        else:
            yield from self._body((), old, new, self.prior.schema)

    def _body(self, path: ArgumentPath, old: Arguments, new: Arguments, schema: BlockSchema) -> Iterator[Difference]:
        for name in dict.fromkeys([*old, *new]):
            before, after = old.get(name), new.get(name)
            if name in schema.attributes:
                yield from self._attribute((*path, name), schema.attributes[name], before, after)
            elif name in schema.blocks and not (self.is_lenient and name == _TIMEOUTS):
                yield from self._blocks((*path, name), schema.blocks[name], before, after)

    def _attribute(
        self, path: ArgumentPath, known: AttributeSchema, before: Value | None, after: Value | None
    ) -> Iterator[Difference]:
        if known.write_only or (known.computed and (after is None or after.is_null)):
            return  # what is no longer set keeps the value that it has
        if before is None or before.is_null:
            before = self._decided(path, known)
        if after is None or after.is_null:
            after = self._default(path, known)
        nothing = before is None or after is None
        if nothing and self.is_lenient and all(_is_empty(value) for value in (before, after)):
            return
        differences = list(self.differ.differences(path, before, after))
        if not differences and known.type == "dynamic" and _is_retyped(before, after):
            yield Difference(path, before, after)
        for found in differences:
            unsure = nothing and self.is_lenient and not self.defaults.are_known(_dotted(path))
            sensitive = found.is_sensitive or known.sensitive
            yield Difference(found.path, found.before, found.after, found.is_certain and not unsure, sensitive)

    def _decided(self, path: ArgumentPath, known: AttributeSchema) -> Value | None:
        """Give what an argument is that was not set: as the provider decided, or its default."""
        default = self._default(path, known)
        if default is not None or not known.computed:
            return default
        if len(path) == 1:
            return self.prior.attribute(str(path[0]))
        text = f"{self.prior.address}.{_dotted(path)}"
        return self.differ.symbols.value(Symbol(text, text), from_json(known.type))

    def _default(self, path: ArgumentPath, known: AttributeSchema) -> Value | None:
        found = self.defaults.values.get(_dotted(path))
        return None if found is None else converted(from_python(found), from_json(known.type))

    def _blocks(
        self, path: ArgumentPath, nested: BlockTypeSchema, before: Value | None, after: Value | None
    ) -> Iterator[Difference]:
        if any(value is not None and not value.is_known for value in (before, after)):
            yield from self.differ.differences(path, before, after)
        elif nested.nesting in ("single", "group"):
            yield from self._block(path, nested.block, present(before), present(after))
        elif nested.nesting == "set":
            yield from self._set(path, nested.block, _items(before), _items(after))
        else:
            for index, (old, new) in enumerate(zip_longest(_items(before), _items(after))):
                yield from self._block((*path, index), nested.block, old, new)

    def _block(
        self, path: ArgumentPath, schema: BlockSchema, before: Value | None, after: Value | None
    ) -> Iterator[Difference]:
        """Compare two nested blocks; one that comes or goes is a change, whatever stands in it."""
        if before is None and after is None:
            return
        found = list(self._body(path, by_name(before), by_name(after), schema))
        if (before is None or after is None) and not any(one.is_certain for one in found):
            yield Difference(path, before, after)
        yield from found

    def _set(
        self, path: ArgumentPath, schema: BlockSchema, before: Iterable[Value], after: Iterable[Value]
    ) -> Iterator[Difference]:
        """Compare sets of blocks; of those that are in one only, each is compared with the most similar one."""
        gone, new = list(before), []
        for item in after:
            same = next((old for old in gone if not any(self._block(path, schema, old, item))), None)
            if same is None:
                new.append(item)
            else:
                gone = [old for old in gone if old is not same]
        for index, (old, item) in enumerate(zip_longest(gone, new)):
            yield from self._block((*path, index), schema, old, item)


def _is_retyped(before: Value | None, after: Value | None) -> bool:
    """Tell whether equal values are of types that differ: where any type will do, a list is no tuple."""
    if before is None or after is None or is_symbolic(before) or is_symbolic(after):
        return False
    types = [without_optional(value.type) for value in (before, after)]
    return types[0] != types[1] and not any(map(has_dynamic, types))


def _items(blocks: Value | None) -> tuple[Value, ...]:
    return tuple(blocks.parts()) if blocks is not None else ()


def _is_empty(value: Value | None) -> bool:
    return value is None or value.content in (False, 0, "", (), {})


def _dotted(path: ArgumentPath) -> str:
    return ".".join(step for step in path if isinstance(step, str))
