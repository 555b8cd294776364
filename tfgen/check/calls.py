"""Module calls: where they lead, and what they pass."""

import re
from collections.abc import Mapping

from tfgen.check.configuration import local_folder
from tfgen.check.context import Context
from tfgen.check.expressions import check_expression, check_text
from tfgen.check.inputs import check_input, check_rules
from tfgen.check.module import Module
from tfgen.check.places import Place
from tfgen.check.providers import check_passed
from tfgen.check.repetition import check_depends_on, check_repetition
from tfgen.diagnostics import did_you_mean
from tfgen.hcl.module import Attribute, Block
from tfgen.providers.versions import parse_constraint
from tfgen.source import SourceRange

RULE = "module-call"
_META_ARGUMENTS = ("source", "version", "count", "for_each", "depends_on", "providers")
# Registry addresses (`namespace/name/system`) and what Terraform fetches modules with:
# https://developer.hashicorp.com/terraform/language/modules/sources
_REMOTE = re.compile(
    r"(?:[\w.:-]+/)?[0-9A-Za-z][\w-]*/[0-9A-Za-z][\w-]*/[0-9a-z]+(?://.*)?\Z|[a-z0-9]+::|[a-z][a-z0-9+.-]*://|[\w.-]+@[\w.-]+:|/"
    r"|(?:github|gitlab|bitbucket)\.[a-z]+/|[\w.-]*amazonaws\.com/|www\.googleapis\.com/"
)
_RESERVED_BLOCKS = ("lifecycle", "locals", "provider")


def check_calls(context: Context, contexts: Mapping[str, Context]) -> None:
    """Check all module calls; `contexts` are all modules by folder."""
    for block in context.module.calls.values():
        _check_call(context, block, contexts)


def _check_call(context: Context, block: Block, contexts: Mapping[str, Context]) -> None:
    called = context.configuration.called(context.module, block)
    _check_source(context, block, called)
    place = Place(repeated=check_repetition(context, block.body))
    check_depends_on(context, block.body)
    check_passed(context, block, called)
    for nested in block.body.blocks:
        _refuse_block(context, nested)
    _check_inputs(context, block, contexts[called.folder] if called else None, place)


def _refuse_block(context: Context, nested: Block) -> None:
    if nested.type in _RESERVED_BLOCKS:
        detail = f'The block type name "{nested.type}" is reserved for use by Terraform in a future version.'
        context.tell(RULE, "Reserved block type name in module block", detail, nested.type_range)
    else:
        detail = f'Blocks of type "{nested.type}" are not expected here.'
        context.tell("unsupported-block", "Unsupported block type", detail, nested.type_range)


def _check_source(context: Context, block: Block, called: Module | None) -> None:
    source, version = block.body.attribute("source"), block.body.attribute("version")
    if source is None:
        return
    text = check_text(context, source.expression)
    where = source.expression.where
    folder = local_folder(context.module.folder, block)
    if text == "":
        context.tell(RULE, "Invalid module source address", "Module source must not be empty.", where)
    elif folder is not None and called is None and folder not in context.configuration.unread:
        detail = f"The folder {text} could not be read: it is not there, or holds no Terraform files."
        context.tell(RULE, "Unreadable module directory", detail, where)
    elif folder is None and text is not None and not _REMOTE.match(text):
        detail = (
            f'Terraform can\'t tell how to get the module "{text}". If it is a path relative to the current module, '
            f'write "./{text}": the "./" says that it is one.'
        )
        context.tell(RULE, "Invalid module source address", detail, where)
    elif folder is None and called is None:
        context.schemas.left_out.add(
            f'module "{block.labels[0]}": its source {text} is not local and `terraform init` has not brought it '
            "here, so what it takes and gives was not checked."
        )
    if version:
        _check_version(context, version, where if folder is not None else None)


def _check_version(context: Context, version: Attribute, local: SourceRange | None) -> None:
    text = check_text(context, version.expression)
    if local:
        detail = (
            "Terraform takes a module with a version for one of a registry, and this source is a local path, which "
            "has no versions. Remove the version argument."
        )
        context.tell(RULE, "Invalid registry module source address", detail, local)
    elif text is not None and parse_constraint(text) is None:
        detail = "This string does not use correct version constraint syntax."
        context.tell(RULE, "Invalid version constraint", detail, version.expression.where)


def _check_inputs(context: Context, block: Block, called: Context | None, place: Place) -> None:
    given = {}
    for attribute in block.body.attributes:
        if attribute.name in _META_ARGUMENTS:
            continue
        value = check_expression(context, attribute.expression, place)
        if called and attribute.name in called.module.variables:
            taken = check_input(context, attribute, value, called, block.labels[0])
            if taken is not None:
                given[attribute.name] = (taken, attribute)
        elif called:
            hint = did_you_mean(attribute.name, called.module.variables)
            detail = f'An argument named "{attribute.name}" is not expected here.{hint}'
            context.tell("unsupported-argument", "Unsupported argument", detail, attribute.name_range)
    if called:
        _check_required(context, block, called.module)
        check_rules(context, called, given)


def _check_required(context: Context, block: Block, called: Module) -> None:
    for name, variable in called.variables.items():
        if variable.body.attribute("default") is None and block.body.attribute(name) is None:
            detail = f'The argument "{name}" is required, but no definition was found.'
            context.tell("missing-argument", "Missing required argument", detail, block.where)
