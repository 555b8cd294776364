"""The S3 backend: arguments that Terraform doesn't know, and locking that the required version doesn't have."""

import functools
import json
from collections.abc import Iterator
from importlib import resources

from tfgen.check.versions import admits_before, parse_constraint
from tfgen.diagnostics import Diagnostic, did_you_mean, error
from tfgen.hcl.module import Attribute, Block, Body

# Native locking came with Terraform 1.10: https://developer.hashicorp.com/terraform/language/backend/s3
LOCKFILE_SINCE = (1, 10, 0)


def check_backend(root: list[Body]) -> list[Diagnostic]:
    """Check the S3 backend of a root module, given as the bodies of its files."""
    settings = [block for body in root for block in body.blocks_of("terraform")]
    constraints = [found for block in settings if (found := block.body.attribute("required_version"))]
    backends = [backend for block in settings for backend in block.body.blocks_of("backend")]
    return [
        problem
        for backend in backends
        if backend.labels == ("s3",)
        for problem in (*_unknown_arguments(backend), *_locking(backend, constraints))
    ]


@functools.cache
def _known() -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Give the backend's arguments, and those of its objects by the object's name."""
    data = json.loads(resources.files(__package__).joinpath("s3_backend.json").read_text("utf-8"))
    return tuple(data["attributes"]), {name: tuple(keys) for name, keys in data["objects"].items()}


def _unknown_arguments(backend: Block) -> Iterator[Diagnostic]:
    attributes, objects = _known()
    for attribute in backend.body.attributes:
        if attribute.name not in attributes and attribute.name not in objects:
            yield _unsupported(attribute, (*attributes, *objects))
        for element in attribute.elements:
            if element.name not in objects.get(attribute.name, ()):
                yield _unsupported(element, objects.get(attribute.name, ()))
    for block in backend.body.blocks:
        detail = f'The S3 backend has no blocks of type "{block.type}".{did_you_mean(block.type, objects)}'
        yield error("backend-block", "Unsupported block type", detail, block.where)


def _unsupported(argument: Attribute, known: tuple[str, ...]) -> Diagnostic:
    detail = f'The S3 backend has no argument named "{argument.name}" here.{did_you_mean(argument.name, known)}'
    return error("backend-argument", "Unsupported argument", detail, argument.where)


def _locking(backend: Block, constraints: list[Attribute]) -> Iterator[Diagnostic]:
    lockfile = backend.body.attribute("use_lockfile")
    if lockfile is None or lockfile.expression.strip('()" ') != "true":
        return
    clauses = [parse_constraint(constraint.text or "") for constraint in constraints]
    if any(read is not None and not admits_before(read, LOCKFILE_SINCE) for read in clauses):
        return
    detail = (
        "S3 native locking came with Terraform 1.10, but the required_version lets older versions in. Demand at "
        'least ">= 1.10" there, or lock with dynamodb_table.'
    )
    yield error("backend-locking", "Locking not available", detail, lockfile.where)
