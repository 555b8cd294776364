"""One of the validator's errors, beside what is known of the place that it is about."""

from jsonschema_rs import ValidationError, ValidationErrorKind
from msgspec import Struct

from tfgen.spec.fields import Fields, Schemas
from tfgen.values import Map, Node, Path, Plain, format_path, node_at, plain


class Failure(Struct, frozen=True):
    """What failed, where in the tree, and what the schema says of it.

    `fields` apply to the value, the nearest first; in `own` the subschema that it failed stands in front of them.
    """

    kind: ValidationErrorKind
    path: Path
    node: Node
    value: Plain
    schema: Fields
    fields: Schemas
    own: Schemas

    @property
    def name(self) -> str:
        """Name the value at the start of a sentence."""
        return f"`{format_path(self.path)}`" if self.path else "The top level"


def placed(caught: ValidationError, schema: Fields, root: Map) -> Failure:
    """Find the place of an error in the tree and in the schema."""
    path = tuple(caught.instance_path)
    node = node_at(root, path) or root
    fields = schema.at(path)
    return Failure(caught.kind, path, node, plain(node), schema, fields, failed_schema(caught, schema) + fields)


def failed_schema(caught: ValidationError, schema: Fields) -> Schemas:
    """Give the subschema that an error is about, with all that it takes in."""
    found = node_at(schema.root, tuple(caught.schema_path[:-1]))
    return schema.applied(found) if found else ()
