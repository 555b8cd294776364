"""Whether a body holds what its shape says: unknown arguments and blocks, missing ones, labels.

Summaries and details are HCL's own, so that whoever knows Terraform knows them.
"""

from collections.abc import Collection, Iterator, Sequence

from tfgen.check.shapes import Shape
from tfgen.diagnostics import Diagnostic, did_you_mean, error
from tfgen.hcl.module import Attribute, Block, Body
from tfgen.source import SourceRange


def check_content(body: Body, shape: Shape, missing: SourceRange) -> Iterator[Diagnostic]:
    """Check a body and the bodies of all blocks in it that the shape knows; `missing` is told for what lacks."""
    if not (shape.open or shape.only_arguments):
        for attribute in body.attributes:
            if attribute.name not in shape.arguments:
                yield unsupported_argument(attribute, shape.arguments, shape.blocks)
    for name, is_required in shape.arguments.items():
        if is_required and body.attribute(name) is None:
            yield missing_argument(name, missing)
    for block in body.blocks:
        known = shape.blocks.get(block.type)
        if known:
            yield from check_labels(block, known.labels)
            yield from check_content(block.body, known, brace_of(block))
        elif shape.only_arguments:
            summary = f'Unexpected "{block.type}" block'
            yield error("unsupported-block", summary, "Blocks are not allowed here.", block.type_range)
        elif not shape.open:
            yield unsupported_block(block, shape.blocks, shape.arguments)


def brace_of(block: Block) -> SourceRange:
    """Give the place that Terraform tells for what a block lacks: its opening brace."""
    brace = block.source.text.index("{", block.end)
    return block.source.range(brace, brace + 1)


def unsupported_argument(attribute: Attribute, arguments: Collection[str], blocks: Collection[str]) -> Diagnostic:
    """Tell of an argument that nobody knows."""
    detail = f'An argument named "{attribute.name}" is not expected here.'
    if attribute.name in blocks:
        detail += f' Did you mean to define a block of type "{attribute.name}"?'
    else:
        detail += did_you_mean(attribute.name, arguments)
    return error("unsupported-argument", "Unsupported argument", detail, attribute.name_range)


def unsupported_block(block: Block, blocks: Collection[str], arguments: Collection[str]) -> Diagnostic:
    """Tell of a block whose type nobody knows."""
    detail = f'Blocks of type "{block.type}" are not expected here.'
    if block.type in arguments:
        detail += f' Did you mean to define argument "{block.type}"? If so, use the equals sign to assign it a value.'
    else:
        detail += did_you_mean(block.type, blocks)
    return error("unsupported-block", "Unsupported block type", detail, block.type_range)


def missing_argument(name: str, where: SourceRange) -> Diagnostic:
    """Tell of an argument that lacks."""
    detail = f'The argument "{name}" is required, but no definition was found.'
    return error("missing-argument", "Missing required argument", detail, where)


def check_labels(block: Block, labels: Sequence[str]) -> Iterator[Diagnostic]:
    """Check the number of a block's labels."""
    wanted, found = len(labels), len(block.labels)
    if found > wanted and not labels:
        detail = f"No labels are expected for {block.type} blocks."
        yield error("labels", f"Extraneous label for {block.type}", detail, block.label_range(0))
    elif found > wanted:
        detail = f"Only {wanted} labels ({', '.join(labels)}) are expected for {block.type} blocks."
        yield error("labels", f"Extraneous label for {block.type}", detail, block.label_range(wanted))
    elif found < wanted:
        detail = f"All {block.type} blocks must have {wanted} labels ({', '.join(labels)})."
        yield error("labels", f"Missing {labels[found]} for {block.type}", detail, brace_of(block))
