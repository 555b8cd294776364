"""Templates from the templates folder, and from nowhere else."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, TemplateNotFound, TemplateSyntaxError

from tfgen.pack import template_names
from tfgen.render.skeleton import RESERVED

if TYPE_CHECKING:
    from jinja2 import Environment

MAX_TEMPLATE_BYTES = 1_000_000


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
        """Give the names of all templates."""
        return template_names(self.folder)
