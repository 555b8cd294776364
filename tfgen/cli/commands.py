"""The commands by name: each stands in a module of its own, which is imported when it is asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

SHORT_HELP = {
    "affected": "List the environments that a change reaches.",
    "completion": "Print a shell's completion script.",
    "diff": "Tell what changes, resource by resource.",
    "explain": "Tell where a value or a line comes from.",
    "fmt": "Format Terraform files as terraform fmt does.",
    "list": "List the environments.",
    "providers": "What tfgen knows of Terraform's providers.",
    "quotas": "Tell whether environments fit an account's quotas.",
    "render": "Render environments into generated/ENV/.",
    "schema": "Print the JSON Schema of specs for editors.",
    "status": "Tell stale files from edited ones; write nothing.",
    "trace": "Lead other tools' findings back.",
    "validate": "Check environments or directories; write nothing.",
}


class Commands(click.Group):
    """The commands of the table; help and completion of their names import none of them."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Give the names of all commands."""
        return list(SHORT_HELP)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Import a command."""
        if name not in SHORT_HELP:
            return None
        command: click.Command = import_module(f"tfgen.cli.{name}").command
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table into the help."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SHORT_HELP.items()))

    def shell_complete(self, context: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Give the names that begin with what has been typed, and the options."""
        from click.shell_completion import CompletionItem

        found = [CompletionItem(name, help=text) for name, text in SHORT_HELP.items() if name.startswith(incomplete)]
        return found + click.Command.shell_complete(self, context, incomplete)
