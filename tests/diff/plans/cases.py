"""Changes as data: what is edited in the shipped system, and the rendering before and after.

The files `changes/<group>.toml` hold them, one table a change:

    [[change]]
    id = "cache-port"
    base = "local"                      # the environment that was applied; this is the default
    spec = "cache: {port: 6380}"        # what its spec says from now on, in YAML

    [[change.edit]]
    file = "templates/root/main.tf.j2"  # from the project's root
    find = "= local.redis_port"         # stands exactly once in the file, unless `everywhere = true`
    replace = "= 6380"

A `spec` extends the spec as it was, so that it may hold `!unset` and `!append`. In an edit, what `find` found goes on
up to the first `until` after it, if there is one. In place of `find` and `replace` may stand `append` (text for the end
of the file), `create` (the text of a new file) or `delete = true`.
`unmet` says why tfgen does not yet announce what Terraform plans.
"""

import hashlib
import shutil
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tfgen.build import Build
from tfgen.hcl.lexer import Kind, scan
from tfgen.project import Project
from tfgen.rendered import BuiltEnvironment
from tfgen.root import ENVIRONMENTS, TEMPLATES

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
CHANGES = HERE / "changes"
# `prod` is protected and the largest, `local` is small: between them every field has a value that can be changed.
BASES = ("local", "prod")
# What the environments are rendered for; Terraform gets the address of its emulator instead.
ENDPOINT = "http://127.0.0.1:5000"
PASSED_OVER = frozenset({Kind.COMMENT, Kind.NEWLINE})


class AnchorGone(ValueError):
    """A change cannot be made; the message says which, and why."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of one file of the project."""

    file: str
    find: str | None = None
    until: str = ""
    replace: str = ""
    everywhere: bool = False
    append: str | None = None
    create: str | None = None
    delete: bool = False

    def make(self, project: Path, change: str) -> None:
        """Edit the file below `project`; raise `AnchorGone` if it no longer has what the edit needs."""
        path = project / self.file
        if self.create is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.create, "utf-8")
        elif not path.is_file():
            raise AnchorGone(f"{change}: there is no file {self.file}.")
        elif self.delete:
            path.unlink()
        else:
            path.write_text(self.edited(path.read_text("utf-8"), change), "utf-8")

    def edited(self, text: str, change: str) -> str:
        """Give the text of the file after the edit."""
        if self.append is not None:
            return text + self.append
        times = text.count(self.find) if self.find else 0
        if not self.find or not times or (times > 1 and not self.everywhere):
            raise AnchorGone(f"{change}: {self.find!r} stands {times} times in {self.file}.")
        if self.everywhere:
            return text.replace(self.find, self.replace)
        before, _, after = text.partition(self.find)
        return before + self.replace + after.partition(self.until)[2] if self.until else before + self.replace + after


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the spec of `base`, of templates, or of both; without either it is the base itself."""

    id: str
    group: str
    base: str = "local"
    spec: str = ""
    edits: tuple[Edit, ...] = field(default=())
    unmet: str = ""

    def write(self, folder: Path) -> Path:
        """Copy the shipped project to `folder`, which must not exist, with the change made; gives `folder`."""
        for part in (TEMPLATES, ENVIRONMENTS):
            shutil.copytree(ROOT / part, folder / part)
        if self.spec:
            spec = folder / ENVIRONMENTS / f"{self.base}.yaml"
            spec.rename(spec.with_name("_before.yaml"))
            spec.write_text(f"extends: _before\n{self.spec}\n", "utf-8")
        for edit in self.edits:
            edit.make(folder, f"{self.group}/{self.id}")
        return folder


@cache
def all_changes() -> dict[str, Change]:
    """Give every change by its id, in the order of the files."""
    changes: dict[str, Change] = {}
    for path in sorted(CHANGES.glob("*.toml")):
        for table in tomllib.loads(path.read_text("utf-8"))["change"]:
            edits = tuple(Edit(**edit) for edit in table.pop("edit", ()))
            change = Change(group=path.stem, edits=edits, **table)
            assert change.id not in changes, f"two changes are called {change.id}"
            changes[change.id] = change
    return changes


def built(project: Path, base: str) -> BuiltEnvironment:
    """Build an environment of a project, for an emulator; it must be without errors."""
    build, mistakes = Build.open(Project(project))
    assert build, mistakes
    environment = build.environment(base, (f"emulator.endpoint={ENDPOINT}",))
    assert environment.ok, environment.diagnostics
    return environment


@cache
def before(base: str) -> BuiltEnvironment:
    """Give a base as it is rendered before any change."""
    return built(ROOT, base)


@dataclass(frozen=True, slots=True)
class Sides:
    """What a change is about: the environment as it was rendered and applied, and as it is rendered now."""

    before: BuiltEnvironment
    after: BuiltEnvironment

    @staticmethod
    def of(change: Change, folder: Path) -> "Sides":
        """Render both sides; the changed project is written to `folder`, which must not exist."""
        return Sides(before(change.base), built(change.write(folder), change.base))

    @property
    def digest(self) -> str:
        """A short hash of what is rendered, leaving aside what no plan depends on: tests, comments and line breaks."""
        whole = hashlib.sha256()
        for file in (one for one in (*self.before.files, *self.after.files) if one.path.endswith(".tf")):
            tokens = (file.text[start:end] for kind, start, end in scan(file.text) if kind not in PASSED_OVER)
            whole.update("\0".join((file.path, *tokens, "")).encode())
        return whole.hexdigest()[:16]
