"""A body against a provider's or backend's schema, as Terraform decodes it."""

from collections.abc import Collection, Mapping

from msgspec import Struct

from tfgen.check.content import missing_argument, unsupported_argument, unsupported_block
from tfgen.check.context import Context
from tfgen.check.dynamic import Repeated, expand
from tfgen.check.expressions import check_expression
from tfgen.check.overrides import is_override
from tfgen.check.places import Place
from tfgen.check.values.config import ConfigBlock, ConfigValue
from tfgen.diagnostics import Diagnostic
from tfgen.hcl.module import Attribute, Block, Body
from tfgen.language.convert import ConversionError, convert
from tfgen.language.types import Collection as CollectionType
from tfgen.language.types import Object, from_json
from tfgen.language.values import EPHEMERAL, Value, to_python, unknown
from tfgen.providers.schema import AttributeSchema, BlockSchema, BlockTypeSchema
from tfgen.source import SourceRange


class Reserved(Struct, frozen=True):
    """Names at the top of a body that belong to the language: arguments, blocks, and blocks that it keeps for later."""

    arguments: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


NOTHING_RESERVED = Reserved()


class BodyChecker(Struct, frozen=True):
    """Checks the body of one block and all in it.

    `reserved` are names at the top; `names` the values of what dynamic blocks declare. What
    is `is_partial` gets the rest of its arguments from elsewhere.
    """

    context: Context
    place: Place
    reserved: Reserved = NOTHING_RESERVED
    names: Mapping[str, Value] | None = None
    takes_ephemeral: bool = False
    is_partial: bool = False

    def check(self, body: Body, schema: BlockSchema, missing: SourceRange) -> ConfigBlock:
        """Check a body, and give what it configures as far as that is known; `missing` is told for what lacks."""
        arguments = self._arguments(body, schema)
        blocks = self._blocks(body, schema, missing)
        for name, attribute in schema.attributes.items():
            is_required = attribute.required and not self.is_partial
            if (
                is_required
                and body.attribute(name) is None
                and name not in blocks
                and name not in self.reserved.arguments
            ):
                self.context.diagnostics.append(missing_argument(name, missing))
        for name, nested in schema.blocks.items():
            self._count(name, nested, blocks.get(name, []), missing)
        found = {name: [block.config for block in several] for name, several in blocks.items()}
        return ConfigBlock(arguments, found, missing)

    def _arguments(self, body: Body, schema: BlockSchema) -> dict[str, ConfigValue]:
        arguments: dict[str, ConfigValue] = {}
        for attribute in body.attributes:
            known = schema.attributes.get(attribute.name)
            if attribute.name in self.reserved.arguments:
                continue
            if known is None and is_override(attribute.source.file):
                continue  # Terraform takes from an override file what it knows, and passes over the rest
            if known is None:
                self.context.diagnostics.append(unsupported_argument(attribute, schema.attributes, schema.blocks))
                self._value(attribute)
            else:
                arguments[attribute.name] = self._argument(attribute, known)
        return arguments

    def _value(self, attribute: Attribute) -> Value:
        return check_expression(self.context, attribute.expression, self.place, dict(self.names or {}))

    def _argument(self, attribute: Attribute, known: AttributeSchema) -> ConfigValue:
        where = attribute.expression.where
        value = self._value(attribute)
        wanted = from_json(known.type)
        try:
            value = convert(value, wanted)
        except ConversionError as problem:
            detail = f'Inappropriate value for attribute "{attribute.name}": {problem}.'
            self.context.tell("value-type", "Incorrect attribute value type", detail, where)
            value = unknown(wanted)
        if known.required and value.is_null:
            detail = f'The argument "{attribute.name}" is required, but no definition was found.'
            self.context.tell("missing-argument", "Missing required argument", detail, where)
        elif not value.is_null:
            self._check_use(attribute, known, where)
        if EPHEMERAL in value.all_marks() and not (known.write_only or self.takes_ephemeral):
            detail = (
                f'Ephemeral values are not valid for "{attribute.name}", because it is not a write-only attribute '
                "and must be persisted to state."
            )
            self.context.tell("ephemeral", "Invalid use of ephemeral value", detail, where)
        return ConfigValue(to_python(value), where)

    def _check_use(self, attribute: Attribute, known: AttributeSchema, where: SourceRange) -> None:
        if known.deprecated:
            detail = f"{attribute.name} is deprecated. Refer to the provider documentation for details."
            self.context.warn("deprecated", "Argument is deprecated", detail, where)
        if known.computed and not known.optional:
            detail = (
                f'Can\'t configure a value for "{attribute.name}": its value will be decided automatically based on '
                "the result of applying this configuration."
            )
            self.context.tell("read-only", "Value for unconfigurable attribute", detail, where)

    def _blocks(self, body: Body, schema: BlockSchema, missing: SourceRange) -> "dict[str, list[Nested]]":
        found: dict[str, list[Nested]] = {}
        given = {attribute.name for attribute in body.attributes}
        for block in body.blocks:
            if block.type in self.reserved.blocks:
                continue
            if block.type in self.reserved.kept:
                self._refuse_kept(block)
                continue
            for one in expand(self.context, block, self.place, dict(self.names or {})):
                nested = self._nested(one, schema, given, missing)
                if nested:
                    found.setdefault(one.type, []).append(nested)
        return found

    def _refuse_kept(self, block: Block) -> None:
        summary = f"Reserved block type name in {self.place.kind} block"
        detail = f'The block type name "{block.type}" is reserved for use by Terraform in a future version.'
        self.context.tell("unsupported-block", summary, detail, block.type_range)

    def _nested(
        self, one: Repeated, schema: BlockSchema, given: Collection[str], missing: SourceRange
    ) -> "Nested | None":
        """Check one nested block; of a dynamic block, one for each element that is known."""
        inner = schema.blocks[one.type].block if one.type in schema.blocks else _as_block(schema, one.type)
        if inner and inner.deprecated:
            detail = f"{one.type} is deprecated. Refer to the provider documentation for details."
            self.context.warn("deprecated", "Argument is deprecated", detail, missing)
        if inner is None or one.type in given:
            self.context.diagnostics.append(_unknown_block(one, schema))
            return None
        if one.block.labels and not one.is_dynamic:
            detail = f"No labels are expected for {one.type} blocks."
            self.context.tell("labels", f"Extraneous label for {one.type}", detail, one.block.label_range(0))
        if one.body is None:
            return None
        checker = BodyChecker(
            self.context, one.place, NOTHING_RESERVED, one.names, self.takes_ephemeral, self.is_partial
        )
        config = checker.check(one.body, inner, one.missing)
        return Nested(one, ConfigBlock(config.arguments, config.blocks, config.where, is_dynamic=one.is_unsure))

    def _count(self, name: str, nested: BlockTypeSchema, found: "list[Nested]", missing: SourceRange) -> None:
        unsure = any(one.repeated.is_unsure for one in found)
        if len(found) < nested.min_items and not unsure:
            detail = f'At least {nested.min_items} "{name}" blocks are required.'
            self.context.tell("block-count", f"Insufficient {name} blocks", detail, missing)
        sure = [one for one in found if not one.repeated.is_unsure]
        limit = 1 if nested.nesting in ("single", "group") else nested.max_items
        if limit and len(sure) > limit:
            extra = sure[limit].repeated
            where = extra.missing if extra.is_dynamic else extra.block.where
            detail = f'No more than {limit} "{name}" blocks are allowed'
            self.context.tell("block-count", f"Too many {name} blocks", detail, where)


class Nested(Struct, frozen=True):
    """A nested block and what it configures."""

    repeated: Repeated
    config: ConfigBlock


def _unknown_block(one: Repeated, schema: BlockSchema) -> Diagnostic:
    return unsupported_block(one.block, schema.blocks, schema.attributes)


def _as_block(schema: BlockSchema, name: str) -> BlockSchema | None:
    """Give the schema of an argument that may be written as blocks: an optional list or set of objects.

    https://developer.hashicorp.com/terraform/language/attr-as-blocks
    """
    attribute = schema.attributes.get(name)
    if attribute is None or attribute.nested:
        return None
    wanted = from_json(attribute.type)
    if not isinstance(wanted, CollectionType) or wanted.kind == "map" or not isinstance(wanted.element, Object):
        return None
    return _object_block(attribute.type[1])


def _object_block(written: object) -> BlockSchema:
    """Make the schema of blocks that stand for objects: each attribute may be given."""
    assert isinstance(written, list)
    attributes = {name: AttributeSchema(type_, optional=True) for name, type_ in written[1].items()}
    return BlockSchema(attributes, {})
