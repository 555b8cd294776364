"""The shape of each block of the Terraform language: its labels, its arguments and the blocks in it.

After https://developer.hashicorp.com/terraform/language (Terraform 1.11). What a provider defines (the arguments of
resources, say) is not here: such blocks are `open`.
"""

from collections.abc import Mapping

from msgspec import Struct


class Shape(Struct, frozen=True):
    """What may stand in a block: argument names with whether each is required, and types of blocks with their shape.

    `labels` are the labels' names; an `open` shape takes further arguments and blocks, which others check;
    one of `only_arguments` takes arguments of any name and no blocks.
    """

    labels: tuple[str, ...] = ()
    arguments: Mapping[str, bool] = {}
    blocks: Mapping[str, "Shape"] = {}
    open: bool = False
    only_arguments: bool = False


def _shape(
    labels: str = "", *, required: str = "", optional: str = "", is_open: bool = False, **blocks: Shape
) -> Shape:
    """Write a shape shortly: names apart by spaces."""
    arguments = {**dict.fromkeys(required.split(), True), **dict.fromkeys(optional.split(), False)}
    return Shape(tuple(labels.split()), arguments, blocks, is_open)


_ARGUMENTS = Shape(only_arguments=True)
_CONDITION = _shape(required="condition error_message")
_CONNECTION = _shape(is_open=True)
_PROVISIONER = _shape("type", optional="when on_failure", is_open=True, connection=_CONNECTION)
_LIFECYCLE = _shape(
    optional="create_before_destroy prevent_destroy ignore_changes replace_triggered_by",
    precondition=_CONDITION,
    postcondition=_CONDITION,
)
_RESOURCE = _shape(
    "type name",
    optional="count for_each provider depends_on",
    is_open=True,
    lifecycle=_LIFECYCLE,
    connection=_CONNECTION,
    provisioner=_PROVISIONER,
)
_DATA = _shape("type name", optional="count for_each provider depends_on", is_open=True, lifecycle=_LIFECYCLE)

TERRAFORM = _shape(
    optional="required_version experiments language",
    required_providers=_ARGUMENTS,
    provider_meta=_shape("provider", is_open=True),
    cloud=_shape(is_open=True),
    backend=_shape("type", is_open=True),
)

FILE = Shape(
    blocks={
        "terraform": TERRAFORM,
        "required_providers": _ARGUMENTS,
        "provider": _shape("name", optional="alias version", is_open=True),
        "variable": _shape(
            "name", optional="description default type sensitive nullable ephemeral deprecated", validation=_CONDITION
        ),
        "locals": _ARGUMENTS,
        "output": _shape(
            "name", required="value", optional="description depends_on sensitive ephemeral", precondition=_CONDITION
        ),
        "module": _shape(
            "name", required="source", optional="version count for_each depends_on providers", is_open=True
        ),
        "resource": _RESOURCE,
        "data": _DATA,
        "ephemeral": _DATA,
        "moved": _shape(required="from to"),
        "import": _shape(required="to id", optional="provider for_each"),
        "removed": _shape(
            required="from",
            is_open=False,
            lifecycle=_shape(optional="destroy"),
            provisioner=_PROVISIONER,
            connection=_CONNECTION,
        ),
        "check": Shape(("name",), blocks={"data": _DATA, "assert": _CONDITION}),
    }
)
