"""State locking that not all Terraform versions have: no fault to Terraform, but one in what tfgen renders."""

from collections.abc import Iterator

from tfgen.check.module import Module
from tfgen.diagnostics import Diagnostic, error
from tfgen.hcl.module import Block
from tfgen.providers.versions import Version, admits, parse_constraint

# The minor versions before 1.10, with which native locking came:
# https://developer.hashicorp.com/terraform/language/backend/s3
_WITHOUT = tuple(Version((1, minor, 0)) for minor in range(10))


def check_locking(root: Module) -> Iterator[Diagnostic]:
    """Tell of native locking in S3 where the required version lets in a Terraform that would not lock."""
    texts = [found.text for block in root.settings if (found := block.body.attribute("required_version"))]
    clauses = [clause for text in texts for clause in parse_constraint(text or "") or ()]
    if any(admits(clauses, version) for version in _WITHOUT):
        yield from (_refused(backend) for backend in root.backends if _locks(backend))


def _locks(backend: Block) -> bool:
    lockfile = backend.body.attribute("use_lockfile")
    return backend.labels == ("s3",) and lockfile is not None and lockfile.literal in (True, "true")


def _refused(backend: Block) -> Diagnostic:
    lockfile = backend.body.attribute("use_lockfile")
    assert lockfile
    detail = (
        "S3 native locking came with Terraform 1.10, but the required_version lets older versions in. Demand at "
        'least ">= 1.10" there, or lock with dynamodb_table.'
    )
    return error("backend-locking", "Locking not available", detail, lockfile.where)
