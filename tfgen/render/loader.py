"""Templates from the templates folder, and from nowhere else."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, TemplateNotFound, TemplateSyntaxError

from tfgen.render.skeleton import RESERVED

if TYPE_CHECKING:
    from jinja2 import Environment

MAX_TEMPLATE_BYTES = 1_000_000
SUFFIX = ".j2"


class TemplateLoader(BaseLoader):
    """Finds templates by their path from the templates folder; a link finds nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def get_source(
        self,
        environment: "Environment",  # noqa: ARG002 - Jinja's signature
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        """Give a template's text, or raise TemplateNotFound or TemplateSyntaxError."""
        path = self.folder / template
        if path.resolve() != path or not path.is_relative_to(self.folder) or not path.is_file():
            raise TemplateNotFound(template)
        return self._read(path, template), template, lambda: True

    def _read(self, path: Path, template: str) -> str:
        raw = path.read_bytes()
        if len(raw) > MAX_TEMPLATE_BYTES:
            raise TemplateSyntaxError(f"The template is larger than {MAX_TEMPLATE_BYTES:,} bytes.", 1, template)
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            line = raw.count(b"\n", 0, problem.start) + 1
            raise TemplateSyntaxError("The template is not UTF-8 text.", line, template) from None
        reserved = RESERVED.search(text)
        if reserved:
            line = text.count("\n", 0, reserved.start()) + 1
            message = "The private-use characters U+E000 to U+E002 are tfgen's own; write another one."
            raise TemplateSyntaxError(message, line, template)
        return text.replace("\r\n", "\n")

    def list_templates(self) -> list[str]:
        """Give the names of all templates, sorted; links and what is no file are not among them (see `odd_entries`)."""
        return sorted(name for name, path in self._entries() if path.is_file() and not path.is_symlink())

    def odd_entries(self) -> list[str]:
        """Give the names of links to templates or folders, and of what is named as a template and is no file, sorted.

        A link could lead out of the folder, or come back into it.
        """
        return sorted(name for name, path in self._entries() if path.is_symlink() or not path.is_file())

    def _entries(self) -> Iterator[tuple[str, Path]]:
        """Give all that is named as a template, and all links to folders, by name."""
        for parent, folders, files in os.walk(self.folder):
            paths = [Path(parent, name) for name in (*folders, *files)]
            yield from (
                (path.relative_to(self.folder).as_posix(), path)
                for path in paths
                if path.name.endswith(SUFFIX) or (path.is_symlink() and path.is_dir())
            )
