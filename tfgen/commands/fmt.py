"""`tfgen fmt`: format Terraform files as `terraform fmt` does, without Terraform."""

import difflib
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from tfgen.console import Console
from tfgen.diagnostics import Diagnostic, error
from tfgen.hcl.format import format_text
from tfgen.hcl.syntax import read_hcl
from tfgen.source import SourceRange

ENDINGS = (".tf", ".tfvars", ".tftest.hcl", ".tfmock.hcl")
BYTE_ORDER_MARK = "\ufeff"
CLEAN, ERROR, DIFFERENCES = 0, 1, 2


class Formatted(Struct, frozen=True):
    """A file's text, and what it is when formatted."""

    name: str
    before: str
    after: str

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        before, after = (text.splitlines(keepends=True) for text in (self.before, self.after))
        lines = difflib.unified_diff(before, after, f"old/{self.name}", f"new/{self.name}")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def fmt(paths: Sequence[str], *, check: bool, diff: bool) -> int:
    """Format files, and those below folders (the current one by default); `-` goes from standard input to output.

    Prints the names of the files that change. Returns the exit code: 1 if a file could not be formatted, else 2 if
    `check` found one to change, else 0. `check` writes nothing.
    """
    if list(paths) == ["-"]:
        return _standard_input(check=check, diff=diff)
    console, code = Console(), CLEAN
    for path in _files(paths or ["."]):
        formatted, diagnostics = _format_file(path, write=not check)
        console.diagnostics(diagnostics, Path())
        if formatted and formatted.before != formatted.after:
            console.data(f"{formatted.name}\n{formatted.diff if diff else ''}")
        code = ERROR if diagnostics or code == ERROR else max(code, _code(formatted, check=check))
    return code


def _code(formatted: Formatted | None, *, check: bool) -> int:
    return DIFFERENCES if check and formatted and formatted.before != formatted.after else CLEAN


def _standard_input(*, check: bool, diff: bool) -> int:
    formatted, diagnostics = _format(sys.stdin.buffer.read(), "<stdin>")
    Console().diagnostics(diagnostics, Path())
    if formatted is None:
        return ERROR
    if diff:
        Console().data(formatted.diff)
    elif not check:
        sys.stdout.buffer.write(formatted.after.encode())
        sys.stdout.buffer.flush()
    return _code(formatted, check=check)


def _files(paths: Sequence[str]) -> Iterator[Path]:
    """Give the named files, and the Terraform files below the named folders, hidden ones aside."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from _below(path)
        else:
            yield path


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(files) if name.endswith(ENDINGS) and name[0] != ".")


def _format_file(path: Path, *, write: bool) -> tuple[Formatted | None, list[Diagnostic]]:
    try:
        formatted, diagnostics = _format(path.read_bytes(), path.as_posix())
        if write and formatted and formatted.before != formatted.after:
            _replace(path, formatted.after)
    except OSError as problem:
        detail = f"{problem.filename or path}: {problem.strerror}."
        return None, [error("fmt-failed", "File not formatted", detail)]
    return formatted, diagnostics


def _format(content: bytes, name: str) -> tuple[Formatted | None, list[Diagnostic]]:
    try:
        text = content.decode()
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        column = problem.start - content.rfind(b"\n", 0, problem.start)
        where = SourceRange(name, line, column, line, column + 1)
        return None, [error("file-encoding", "Invalid encoding", "Terraform files are UTF-8; save it as that.", where)]
    body, diagnostics = read_hcl(text.removeprefix(BYTE_ORDER_MARK), name)
    return (Formatted(name, text, format_text(text)) if body else None), diagnostics


def _replace(path: Path, text: str) -> None:
    """Put a file's new text in its place in one step; its mode, and a link to it, stay."""
    path = path.resolve()
    descriptor, name = tempfile.mkstemp(prefix=".tfgen-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
