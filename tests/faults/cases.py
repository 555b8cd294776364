"""Faults as data: a base, one edit of it, and the folder that comes of it.

A base is a Terraform folder that `terraform validate` accepts without a word. A fault is one edit of one of its files,
tied to a text in that file and not to a line number. The files `faults/<class>.toml` hold them, one table a fault:

    [[fault]]
    id = "local-undeclared"
    base = "system"
    file = "main.tf"
    find = "local.redis_port"       # stands exactly once in the file
    replace = "local.redis_prot"

In place of `find` and `replace` may stand `append` (text for the end of the file), `create` (the text of a new file) or
`delete = true`. `stage` names the Terraform command that finds the fault where it is not `validate`: `init`, `backend`
(which is `init` with its backend) or `plan`. `beyond = true` says that `validate` finds nothing and a plan would, as
tried in the base `workshop`, which needs no provider: tfgen tells it at once. `unmet` says why tfgen does not yet find
what Terraform finds.
"""

import hashlib
import shutil
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
BASES, FAULTS, VALID = HERE / "bases", HERE / "faults", HERE / "valid"


class AnchorGone(ValueError):
    """A fault cannot be applied to its base; the message says which, and why."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One edit of one file of a base."""

    id: str
    group: str
    base: str
    file: str
    find: str | None = None
    replace: str = ""
    append: str | None = None
    create: str | None = None
    delete: bool = False
    stage: str = "validate"
    beyond: bool = False
    unmet: str = ""

    def write(self, folder: Path) -> Path:
        """Copy the base to `folder`, which must not exist, with the edit made; gives `folder`."""
        shutil.copytree(BASES / self.base, folder)
        path = folder / self.file
        if self.delete:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.text().encode())
        return folder

    def text(self) -> str:
        """Give the edited text of the file; raise `AnchorGone` if the base no longer has what the edit needs."""
        if self.create is not None:
            return self.create
        path = BASES / self.base / self.file
        if not path.is_file():
            raise AnchorGone(f"{self.group}/{self.id}: the base {self.base} has no file {self.file}.")
        text = path.read_bytes().decode()
        return text + self.append if self.append is not None else self.edited(text)

    def edited(self, text: str) -> str:
        """Give the text with the anchor replaced."""
        if self.find is None or text.count(self.find) != 1:
            times = text.count(self.find or "")
            raise AnchorGone(f"{self.group}/{self.id}: {self.find!r} stands {times} times in {self.base}/{self.file}.")
        return text.replace(self.find, self.replace)


@cache
def all_faults() -> dict[str, Fault]:
    """Give every fault by its id, in the order of the files."""
    faults: dict[str, Fault] = {}
    for path in sorted(FAULTS.glob("*.toml")):
        for table in tomllib.loads(path.read_text("utf-8"))["fault"]:
            fault = Fault(group=path.stem, **table)
            assert fault.id not in faults, f"two faults are called {fault.id}"
            faults[fault.id] = fault
    return faults


def folders_in(parent: Path) -> dict[str, Path]:
    """Give the folders in one by name: the bases, or the valid cases."""
    return {path.name: path for path in sorted(parent.iterdir()) if path.is_dir()}


def digest(folder: Path) -> str:
    """Give a short hash of the names and contents of all files in a folder."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        whole.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()[:16]
