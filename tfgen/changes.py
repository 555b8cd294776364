"""What writing an environment does to each of its files."""

from enum import StrEnum

from msgspec import Struct


class Action(StrEnum):
    """What happens to a file, in Terraform's words."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    NO_OP = "no-op"


class FileChange(Struct, frozen=True):
    """One file of an environment; `text` is what it shall hold, None where it is deleted."""

    action: Action
    path: str
    text: str | None
