"""`tfgen completion`: the script that teaches a shell to complete tfgen's words."""

import click
from click.shell_completion import get_completion_class

from tfgen.console import Console


def print_completion(cli: click.Command, shell: str) -> int:
    """Print the completion script of a shell that click knows; returns the exit code."""
    completion = get_completion_class(shell)
    assert completion is not None
    Console().data(completion(cli, {}, "tfgen", "_TFGEN_COMPLETE").source())
    return 0
