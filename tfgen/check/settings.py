"""The terraform block: versions, backends, HCP Terraform."""

from decimal import Decimal

from tfgen.check.body import BodyChecker
from tfgen.check.content import brace_of
from tfgen.check.context import Context
from tfgen.check.expressions import check_text
from tfgen.check.places import MODULE_PLACE
from tfgen.check.references import references
from tfgen.diagnostics import did_you_mean
from tfgen.hcl.module import Attribute, Block
from tfgen.providers.versions import Clause, Version, contradicts, parse_constraint

# What is older is out of use; so a constraint that lets nothing newer in is a mistake.
OLDEST = (Clause(">=", Version((1, 0, 0))),)


def check_settings(context: Context) -> None:
    """Check the terraform blocks of a module."""
    for block in context.module.settings:
        if version := block.body.attribute("required_version"):
            text = check_text(context, version.expression)
            if text is not None and not _is_shortened(context, version, text):
                _check_constraint(context, version, text)
        if experiments := block.body.attribute("experiments"):
            detail = "Experimental features are available only in alpha releases of Terraform. Remove the argument."
            context.tell("version", "Module uses experimental features", detail, experiments.where)
    for backend in context.module.backends:
        if context.module.folder:
            detail = "Terraform reads the backend of the root module only: this block has no effect. Remove it."
            context.warn("backend", "Backend configuration ignored", detail, backend.where)
        else:
            _check_backend(context, backend)


def _check_constraint(context: Context, version: Attribute, text: str) -> None:
    clauses = parse_constraint(text)
    where = version.expression.where
    if clauses is None:
        detail = "This string does not use correct version constraint syntax."
        context.tell("version", "Invalid version constraint", detail, where)
    elif contradicts([*clauses, *OLDEST]):
        detail = f'No version of Terraform since {OLDEST[0].version} satisfies "{text}".'
        context.tell("version", "Unsupported Terraform Core version", detail, where)


def _is_shortened(context: Context, version: Attribute, text: str) -> bool:
    """Tell that a version written as a number loses its last zeros, which leaves one that nobody means."""
    number = version.literal
    if not isinstance(number, Decimal) or str(number) == text:
        return False
    detail = f'The number {number} stands for version {text}. Write the constraint as a string: "{number}".'
    context.tell("version", "Unsupported Terraform Core version", detail, version.expression.where)
    return True


def _check_backend(context: Context, block: Block) -> None:
    catalogue = context.schemas.catalogue
    if block.type == "cloud":
        BodyChecker(context, MODULE_PLACE).check(block.body, catalogue.cloud(), brace_of(block))
        return
    if not block.labels:
        return
    name = block.labels[0]
    schema = catalogue.backend(name)
    if schema is None:
        gone = catalogue.unsupported_backend(name)
        detail = gone or f'There is no backend type named "{name}".{did_you_mean(name, catalogue.backends())}'
        summary = "Unsupported backend type"
        context.tell("backend", summary, detail, block.label_range(0))
        return
    if _has_variables(context, block):
        return
    # Where nothing that is needed is given, `terraform init -backend-config` is meant to give it.
    is_partial = not any(block.body.attribute(key) for key, known in schema.attributes.items() if known.required)
    BodyChecker(context, MODULE_PLACE, is_partial=is_partial).check(block.body, schema, brace_of(block))
    if name == "s3":
        _check_key(context, block)


def _has_variables(context: Context, block: Block) -> bool:
    """A backend is set up before anything else is known, so that nothing can be referred to in its block."""
    found = [one for attribute in block.body.attributes for one in references(attribute.expression)]
    for one in found:
        context.tell("backend", "Variables not allowed", "Variables may not be used here.", one.where)
    return bool(found)


def _check_key(context: Context, backend: Block) -> None:
    key = backend.body.attribute("key")
    if key and key.text is not None and (key.text.startswith("/") or key.text.endswith("/")):
        detail = 'The value must not start or end with "/".'
        context.tell("backend", "Invalid Value", detail, key.expression.where)
