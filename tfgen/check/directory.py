"""Terraform directories on disk, as they are checked without being rendered."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from tfgen.check.tfvars import is_values_file
from tfgen.diagnostics import Diagnostic, error
from tfgen.hcl.module import Body
from tfgen.hcl.syntax import read_hcl
from tfgen.source import line_range

MANIFEST = ".terraform/modules/modules.json"


class Directory(Struct):
    """A directory and the folders of modules that its files lead to; what can't be read goes to `diagnostics`.

    `unread` are folders with files in Terraform's JSON syntax: what these declare is not known, so that of the files
    beside them only the syntax is checked.
    """

    root: Path
    diagnostics: list[Diagnostic] = []
    left_out: set[str] = field(default_factory=set)
    texts: dict[str, str] = {}
    unread: set[str] = field(default_factory=set)

    def files(self, folder: str) -> Mapping[str, Body] | None:
        """Parse the Terraform files of a folder, None where it has none."""
        try:
            names = sorted(path.name for path in (self.root / folder).iterdir() if not path.is_dir())
        except OSError:
            return None
        found = [name for name in names if name.endswith(".tf") and not name.startswith(".") and not name.endswith("~")]
        for name in names:
            if name.endswith(".tf.json"):
                self._pass_over(folder, _join(folder, name))
        if not found and not folder and not self.left_out:
            detail = "The directory holds no Terraform files (*.tf)."
            self.diagnostics.append(error("directory", "No configuration files", detail))
        bodies = {path: body for name in found if (body := self._read(path := _join(folder, name))) is not None}
        return None if folder in self.unread else bodies

    def _pass_over(self, folder: str, path: str) -> None:
        """Check of a file in JSON that it is JSON."""
        self.unread.add(folder)
        self.left_out.add(
            f"{path}: Terraform's JSON syntax is not checked; of the files beside it, only the syntax was checked."
        )
        text = self._text(path)
        try:
            json.loads(text or "{}")
        except json.JSONDecodeError as problem:
            where = line_range(path, problem.lineno)
            self.diagnostics.append(error("json-syntax", "Invalid JSON", f"{problem.msg}.", where))
        except RecursionError:
            detail = "Arrays and objects are nested too deeply."
            self.diagnostics.append(error("json-syntax", "Invalid JSON", detail, line_range(path, 1)))

    def values(self) -> dict[str, Body]:
        """Parse the files of values for the root's variables."""
        if "" in self.unread:
            return {}
        names = sorted(path.name for path in self.root.iterdir() if is_values_file(path.name) and not path.is_dir())
        return {name: body for name in names if (body := self._read(name)) is not None}

    def installed(self) -> dict[str, str]:
        """Give the folders of the modules that `terraform init` brought here, by the name of the root's call."""
        try:
            modules = json.loads((self.root / MANIFEST).read_bytes())["Modules"]
            return {
                module["Key"]: os.path.normpath(module["Dir"]).replace(os.sep, "/")
                for module in modules
                if module["Key"]
            }
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def _read(self, path: str) -> Body | None:
        text = self._text(path)
        if text is None:
            return None
        body, mistakes = read_hcl(text, path)
        self.diagnostics += mistakes
        return body

    def _text(self, path: str) -> str | None:
        try:
            text = (self.root / path).read_bytes().decode("utf-8")
        except OSError as failure:
            detail = f"The file could not be read: {failure.strerror}."
            self.diagnostics.append(error("file", "Failed to read file", detail, line_range(path, 1)))
            return None
        except UnicodeDecodeError as problem:
            line = problem.object.count(b"\n", 0, problem.start) + 1
            detail = "All input files must be UTF-8 encoded. Ensure that UTF-8 encoding is selected in your editor."
            self.diagnostics.append(error("hcl-syntax", "Invalid character encoding", detail, line_range(path, line)))
            return None
        self.texts[path] = text
        return text


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
