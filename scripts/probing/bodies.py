"""Bodies of resources as Terraform's JSON syntax has them, made of values by their paths (`ttl.enabled`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scripts.probing.values import PROVIDER, values_for
from tfgen.check.values.config import ConfigBlock, ConfigValue
from tfgen.check.values.rules import check_values
from tfgen.check.values.store import rules_of
from tfgen.providers.schema import AttributeSchema, BlockSchema, BlockTypeSchema
from tfgen.source import SourceRange

Values = Mapping[str, Any]
# The value of a block's path: the block stands there, with what it requires.
PRESENT = "<present>"
EXACTLY_ONE = frozenset({"exactly_one_of", "exactly_one_configured"})
DEEPEST = 5


@dataclass(frozen=True)
class Bodies:
    """Makes bodies of a resource type; `base` holds the values that a body has unless it is told otherwise."""

    type: str
    schema: BlockSchema
    base: Values

    def body(self, values: Values) -> dict[str, Any]:
        """Give a body with values by their paths, and with whatever is required beside them."""
        return self._body(self.schema, values, "")

    def context(self, path: str) -> dict[str, Any]:
        """Give the base without what may not stand beside an argument, and with what must."""
        values = dict(self.base)
        for rule in rules_of(PROVIDER, "resource", self.type):
            others = [name for name in _rivals(rule, path) if not _is_below(path, [name])]
            values = {name: value for name, value in values.items() if not _is_below(name, others)}
            if rule["rule"] == "required_with" and _is_below(path, [rule["at"]]):
                values = {name: self._plausible(name) for name in rule["with"]} | values
        return {name: value for name, value in values.items() if not _is_below(name, [path])}

    def fitting(self, path: str, attribute: AttributeSchema, context: Values) -> Iterator[Any]:
        """Give the values that tfgen itself does not refuse for an argument, each once."""
        seen: list[Any] = []
        for value in values_for(self.type, path, attribute.type):
            if not any(value == other and type(value) is type(other) for other in seen):
                seen.append(value)
                if self._passes({**context, path: value}, path):
                    yield value

    def _plausible(self, path: str) -> Any:
        found = dict(arguments_of(self.schema)).get(path)
        return next(self.fitting(path, found, {}), None) if isinstance(found, AttributeSchema) else PRESENT

    def _body(self, schema: BlockSchema, values: Values, prefix: str) -> dict[str, Any]:
        body: dict[str, Any] = {}
        for name, attribute in schema.attributes.items():
            if name in values:
                body[name] = values[name]
            elif attribute.required:
                body[name] = self._required.setdefault(prefix + name, self._guess(prefix + name, attribute))
        for name, nested in schema.blocks.items():
            inner = below(name, values)
            if inner or nested.min_items:
                body[name] = [self._body(nested.block, inner, f"{prefix}{name}.")]
        return {name: value for name, value in body.items() if value is not None}

    @cached_property
    def _required(self) -> dict[str, Any]:
        return {}

    def _guess(self, path: str, attribute: AttributeSchema) -> Any:
        """Give a value for an argument that is required; none is tried out while another is looked for."""
        if path in self._required:
            return self._required[path]
        self._required[path] = None
        value = next(self.fitting(path, attribute, {}), None)
        self._required[path] = value
        return value

    def _passes(self, values: Values, path: str) -> bool:
        """Tell whether tfgen says nothing against the value at a path."""
        lines: dict[str, int] = {}
        block = _config(self.body(values), self.schema, "", lines)
        told = {found.subject.line for found in check_values("resource", self.type, PROVIDER, block) if found.subject}
        return lines.get(path) not in told


def arguments_of(schema: BlockSchema, prefix: str = "") -> Iterator[tuple[str, AttributeSchema | BlockTypeSchema]]:
    """Give all arguments and nested blocks that a configuration may hold, by their paths."""
    for name, attribute in schema.attributes.items():
        if (attribute.required or attribute.optional) and prefix + name != "id":
            yield prefix + name, attribute
    for name, nested in schema.blocks.items():
        if prefix + name != "timeouts":
            yield prefix + name, nested
            if prefix.count(".") < DEEPEST:
                yield from arguments_of(nested.block, f"{prefix}{name}.")


def below(name: str, values: Values) -> dict[str, Any]:
    """Give what lies under a name, by the rest of the path."""
    return {path.partition(".")[2]: value for path, value in values.items() if path.split(".")[0] == name}


def _rivals(rule: Mapping[str, Any], path: str) -> list[str]:
    """Give what a rule wants not to stand beside an argument."""
    if rule["rule"] != "conflicts_with" and rule["rule"] not in EXACTLY_ONE:
        return []
    if _is_below(path, [rule["at"]]):
        return list(rule["with"])
    is_named = any(_is_below(path, [name]) for name in rule["with"])
    return [rule["at"], *(rule["with"] if rule["rule"] in EXACTLY_ONE else ())] if is_named else []


def _is_below(path: str, others: list[str]) -> bool:
    return any(path == other or path.startswith(f"{other}.") for other in others)


def _config(body: Mapping[str, Any], schema: BlockSchema, prefix: str, lines: dict[str, int]) -> ConfigBlock:
    """Give a body as the checker takes it, each argument on a line of its own."""
    arguments, blocks = {}, {}
    for name, value in body.items():
        if name in schema.blocks:
            blocks[name] = [_config(one, schema.blocks[name].block, f"{prefix}{name}.", lines) for one in value]
        else:
            lines[prefix + name] = len(lines) + 2
            line = lines[prefix + name]
            arguments[name] = ConfigValue(value, SourceRange("main.tf", line, 1, line, 2))
    return ConfigBlock(arguments, blocks, SourceRange("main.tf", 1, 1, 1, 2))
