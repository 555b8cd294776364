"""The keywords of JSON Schema draft-07, by what they hold."""

MAPS_OF_SCHEMAS = frozenset(("definitions", "dependencies", "patternProperties", "properties"))
"""Maps whose values are subschemas; a dependency may also be a list of keys."""

LISTS_OF_SCHEMAS = frozenset(("allOf", "anyOf", "items", "oneOf"))
SCHEMAS = frozenset(
    (
        "additionalItems",
        "additionalProperties",
        "contains",
        "else",
        "if",
        "items",
        "not",
        "propertyNames",
        "then",
    )
)
ANNOTATIONS = frozenset(("$comment", "default", "description", "examples", "readOnly", "title", "writeOnly"))
IDENTIFIERS = frozenset(("$id", "$ref", "$schema"))
CONSTRAINTS = frozenset(
    (
        "const",
        "enum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "maxItems",
        "maxLength",
        "maxProperties",
        "maximum",
        "minItems",
        "minLength",
        "minProperties",
        "minimum",
        "multipleOf",
        "pattern",
        "required",
        "type",
        "uniqueItems",
    )
)
KEYWORDS = MAPS_OF_SCHEMAS | LISTS_OF_SCHEMAS | SCHEMAS | ANNOTATIONS | IDENTIFIERS | CONSTRAINTS

IGNORED_BESIDE_REFERENCE = KEYWORDS - ANNOTATIONS - IDENTIFIERS - {"definitions"}
"""What draft-07 ignores beside a `$ref`, though its author expects it to hold."""

FORMATS = frozenset(
    (
        "date",
        "date-time",
        "email",
        "hostname",
        "idn-email",
        "idn-hostname",
        "ipv4",
        "ipv6",
        "iri",
        "iri-reference",
        "json-pointer",
        "regex",
        "relative-json-pointer",
        "time",
        "uri",
        "uri-reference",
        "uri-template",
    )
)
