"""The data source terraform_remote_state, whose configuration follows the schema of the backend that it names."""

from tfgen.check.context import Context
from tfgen.diagnostics import did_you_mean
from tfgen.hcl.module import Block
from tfgen.hcl.nodes import ObjectConstructor

TYPE = "terraform_remote_state"
_SUMMARY = "Invalid backend configuration"


def check_remote_state(context: Context, block: Block) -> None:
    """Check the backend's name and the names of its arguments, as far as they are written out."""
    backend, config = block.body.attribute("backend"), block.body.attribute("config")
    name = backend.text if backend else None
    if backend is None or name is None:
        return
    catalogue = context.schemas.catalogue
    schema = catalogue.backend(name)
    if schema is None:
        detail = f'There is no backend type named "{name}".{did_you_mean(name, catalogue.backends())}'
        context.tell("backend", _SUMMARY, detail, backend.expression.where)
    elif config and isinstance(config.expression, ObjectConstructor):
        for item in config.expression.items:
            if item.name is not None and item.name not in (*schema.attributes, *schema.blocks):
                detail = (
                    f'The given configuration is not valid for backend "{name}": unexpected attribute "{item.name}".'
                    f"{did_you_mean(item.name, schema.attributes)}"
                )
                context.tell("backend", _SUMMARY, detail, config.expression.where)
