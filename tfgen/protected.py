"""Names of files that no rendering writes or removes: Terraform's own, what a person lays over it, tfgen's notes."""

import re
from pathlib import PurePosixPath

OWN_PREFIX = ".tfgen-"
"""Begins the names of tfgen's own notes in an environment's folder, which Terraform passes over as hidden files."""

MARKER = "tfgen_incomplete.tf"
"""Stands in an environment's folder while its files change, and makes Terraform refuse the folder."""

_FOLDERS = frozenset({".terraform", "terraform.tfstate.d"})

# State with its backups and locks, saved plans, the lock file, and what Terraform reads on top of a configuration.
_FILES = re.compile(
    r"""
      .*\.tfstate | .*\.tfstate\..* | .*\.tfplan | \.terraform\.lock\.hcl | \.terraform\.tfstate\.lock\.info
    | .*\.auto\.tfvars(\.json)? | (.*_)?override\.tf(\.json)?
    """,
    re.VERBOSE | re.DOTALL,
)


def is_protected(path: str) -> bool:
    """Tell whether a path below an environment's folder is one that no rendering may write or remove."""
    parts = PurePosixPath(path.casefold()).parts  # where letter case does not count, it is Terraform's own file too
    return any(part in _FOLDERS or _is_protected_name(part) for part in parts)


def _is_protected_name(name: str) -> bool:
    return name == MARKER or name.startswith(OWN_PREFIX) or _FILES.fullmatch(name) is not None
