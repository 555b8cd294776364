"""What changes between two renderings of an environment: resources, their arguments, and outputs."""

from enum import StrEnum

from msgspec import Struct

from tfgen.source import SourceRange
from tfgen.values import Plain

# From the outside in: an argument, a nested block's number, a key of a map or of a document in JSON.
ArgumentPath = tuple[str | int, ...]


class Change(StrEnum):
    """What `terraform plan` does to a resource, in its words; `move` is a new address and nothing else."""

    CREATE = "create"
    UPDATE = "update"
    REPLACE = "replace"
    DELETE = "delete"
    MOVE = "move"
    FORGET = "forget"
    IMPORT = "import"


class Shown(Struct, frozen=True):
    """One side of a changed argument.

    `text` is what a person reads: HCL on one line or several, `(sensitive value)`, or the expression where its value is
    known after apply only. `value` is the plain value where it is known and not sensitive.
    """

    text: str
    is_known: bool
    is_sensitive: bool = False
    value: Plain = None


class Cause(Struct, frozen=True):
    """A line of a template or of a spec that a change comes from, with its text.

    `commit` is the one that the line is in where that is another than the working tree (`1a2b3c4d5e6f`), else empty.
    """

    where: SourceRange
    code: str
    commit: str = ""

    @property
    def file(self) -> str:
        """The file as git names it: `1a2b3c4d5e6f:templates/main.tf.j2`."""
        return f"{self.commit}:{self.where.file}" if self.commit else self.where.file


class ArgumentChange(Struct, frozen=True):
    """A changed argument; a side is None where the argument is not there. Not `is_certain`: it may change.

    `forces_replacement` is None where nobody knows what the provider makes of it.
    """

    path: ArgumentPath
    before: Shown | None
    after: Shown | None
    is_certain: bool = True
    forces_replacement: bool | None = False
    causes: tuple[Cause, ...] = ()


class Note(Struct, frozen=True):
    """A risk that is certain: the rule's id, what is lost or opened in a sentence, and where that is documented."""

    rule: str
    text: str
    source: str


class ResourceChange(Struct, frozen=True):
    """A changed resource by its address, instance keys folded (`module.network.aws_subnet.private`)."""

    address: str
    change: Change
    arguments: tuple[ArgumentChange, ...] = ()
    is_certain: bool = True
    previous_address: str | None = None
    notes: tuple[Note, ...] = ()
    causes: tuple[Cause, ...] = ()


class BlockChange(Struct, frozen=True):
    """A block beside resources and outputs, or a part of one that no argument shows: `provider "aws"`.

    Its causes have no code: nobody knows what in them is secret.
    """

    name: str
    causes: tuple[Cause, ...] = ()


class FileDifference(Struct, frozen=True):
    """A file whose text differs; a side is None where the file is not there."""

    path: str
    before: str | None
    after: str | None


class EnvironmentDifference(Struct, frozen=True):
    """How an environment's two renderings differ; `outputs` are the root module's, by name.

    `change` is None where nothing but text may differ, `create` and `delete` where the environment itself is new or
    gone, else `update`. `files` holds all that differ in bytes, by path; `blocks` are what is configured otherwise
    beside resources and outputs.
    """

    name: str
    change: Change | None
    resources: tuple[ResourceChange, ...] = ()
    outputs: tuple[tuple[str, ArgumentChange], ...] = ()
    files: tuple[FileDifference, ...] = ()
    blocks: tuple[BlockChange, ...] = ()
