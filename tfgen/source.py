"""Where something stands in a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class SourceRange:
    """A stretch of one file; lines and columns count from 1, the end column is exclusive.

    `file` is relative to the project's root, with forward slashes (`environments/prod.yaml`), or names an
    option of the command line (`--set database.port`), which has no file.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        """Give the form that editors and terminals open: `environments/prod.yaml:18:7`; an option names itself."""
        return self.file if self.file.startswith("--") else f"{self.file}:{self.line}:{self.column}"


def line_range(file: str, line: int, text: str = "") -> SourceRange:
    """Give the range of one whole line, from its first character that is not a space."""
    column = len(text) - len(text.lstrip()) + 1
    return SourceRange(file, line, column, line, max(len(text.rstrip()) + 1, column))
