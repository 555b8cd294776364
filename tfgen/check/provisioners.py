"""Provisioners and the connections that they use: https://developer.hashicorp.com/terraform/language/resources/provisioners"""

from msgspec.structs import replace

from tfgen.check.body import BodyChecker, Reserved
from tfgen.check.content import brace_of
from tfgen.check.context import Context
from tfgen.check.places import Place
from tfgen.check.references import references
from tfgen.diagnostics import did_you_mean
from tfgen.hcl.module import Block
from tfgen.hcl.nodes import Reference, Template
from tfgen.providers.schema import read_block

_STRING, _STRINGS, _BOOL = "string", ["list", "string"], "bool"
_SCHEMAS = {
    "local-exec": {
        "command": ["r", _STRING],
        "interpreter": ["o", _STRINGS],
        "working_dir": ["o", _STRING],
        "environment": ["o", ["map", "string"]],
        "quiet": ["o", _BOOL],
    },
    "remote-exec": {"inline": ["o", _STRINGS], "script": ["o", _STRING], "scripts": ["o", _STRINGS]},
    "file": {"source": ["o", _STRING], "content": ["o", _STRING], "destination": ["r", _STRING]},
}
_TEXTS = [
    "type",
    "user",
    "password",
    "host",
    "port",
    "timeout",
    "script_path",
    "target_platform",
    "private_key",
    "certificate",
    "host_key",
    "bastion_host",
    "bastion_host_key",
    "bastion_port",
    "bastion_user",
    "bastion_password",
    "bastion_private_key",
    "bastion_certificate",
    "proxy_scheme",
    "proxy_host",
    "proxy_port",
    "proxy_user_name",
    "proxy_user_password",
    "agent_identity",
    "cacert",
]
_ONE_OF = {"remote-exec": ("inline", "script", "scripts"), "file": ("source", "content")}
_CONNECTION = {
    **{name: ["o", _STRING] for name in _TEXTS},
    "host": ["r", _STRING],
    **{name: ["o", "number"] for name in ("port", "bastion_port")},
    **{name: ["o", _BOOL] for name in ("agent", "https", "insecure", "use_ntlm")},
}
_RESERVED = Reserved(("when", "on_failure"), ("connection",))


def check_provisioner(context: Context, block: Block, place: Place) -> None:
    """Check a provisioner; `place` is that of the resource around."""
    inner = replace(place, has_self=True, myself=None)
    for connection in block.body.blocks_of("connection"):
        check_connection(context, connection, place)
    _check_word(context, block, "when", ("create", "destroy"))
    _check_word(context, block, "on_failure", ("continue", "fail"))
    if not block.labels:
        return
    if block.labels[0] not in _SCHEMAS:
        detail = f'There is no provisioner type "{block.labels[0]}".{did_you_mean(block.labels[0], _SCHEMAS)}'
        context.tell("provisioner", "Invalid provisioner type", detail, block.label_range(0))
        return
    schema = read_block({"attributes": _SCHEMAS[block.labels[0]]})
    BodyChecker(context, inner, _RESERVED, takes_ephemeral=True).check(block.body, schema, brace_of(block))
    _check_destroy(context, block)
    _check_sources(context, block)


def _check_sources(context: Context, block: Block) -> None:
    """One way to say what is to be run, or what the file holds, and no more."""
    names = _ONE_OF.get(block.labels[0], ())
    if names and sum(block.body.attribute(name) is not None for name in names) != 1:
        detail = f"Only one of {', '.join(names)} must be set, and one of them is needed."
        context.tell("provisioner", f"Invalid {block.labels[0]} provisioner configuration", detail, block.where)


def _check_word(context: Context, block: Block, name: str, words: tuple[str, ...]) -> None:
    attribute = block.body.attribute(name)
    if attribute is None:
        return
    expression = attribute.expression
    if isinstance(expression, Template) and expression.text in words:
        detail = "In this context, keywords are expected literally rather than in quotes. Remove the quotes."
        context.warn("provisioner", "Quoted keywords are deprecated", detail, expression.where)
        return
    if not isinstance(expression, Reference) or expression.steps or expression.root not in words:
        detail = f'The "{name}" argument requires one of the following keywords: {" or ".join(words)}.'
        context.tell("provisioner", f'Invalid "{name}" keyword', detail, expression.where)


def _check_destroy(context: Context, block: Block) -> None:
    """When a resource is destroyed, nothing but itself is still there to refer to."""
    when = block.body.attribute("when")
    if when is None or when.expression.code != "destroy":
        return
    for attribute in block.body.attributes:
        for found in references(attribute.expression) if attribute is not when else ():
            if found.root not in ("self", "each", "count", "path", "terraform", "continue", "fail"):
                detail = (
                    "Destroy-time provisioners and their connection configurations may only reference attributes of "
                    "the related resource, via 'self', 'count.index', or 'each.key'."
                )
                context.tell("provisioner", "Invalid reference from destroy provisioner", detail, found.where)


def check_connection(context: Context, block: Block, place: Place) -> None:
    """Check a connection."""
    inner = replace(place, has_self=True, myself=None)
    BodyChecker(context, inner, takes_ephemeral=True).check(
        block.body, read_block({"attributes": _CONNECTION}), brace_of(block)
    )
