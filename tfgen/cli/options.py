"""Arguments and options that several commands have."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from tfgen.commands.shard import Shard

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def complete_environments(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Give the environments whose names begin with what has been typed, those already named left out."""
    from click.shell_completion import CompletionItem

    named = context.params.get("names") or ()
    return [CompletionItem(name) for name in _known(context) if name.startswith(incomplete) and name not in named]


def complete_ranges(context: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Give the environments as `complete_environments` does and, behind `dev..`, those to compare that one with."""
    from click.shell_completion import CompletionItem

    first, dots, second = incomplete.partition("..")
    if not dots:
        return complete_environments(context, parameter, incomplete)
    names = [name for name in _known(context) if name.startswith(second) and name != first]
    return [CompletionItem(f"{first}..{name}") for name in names]


def _known(context: click.Context) -> list[str]:
    from tfgen.root import find_root
    from tfgen.spec.names import environment_names

    root = find_root(context.find_root().params.get("project"))
    return environment_names(root) if root else []


def _shard(context: click.Context, _parameter: click.Parameter, value: str | None) -> "Shard | None":
    if context.resilient_parsing:  # for completion
        return None
    from tfgen.commands.shard import Shard, parse_shard

    shard = Shard() if value is None else parse_shard(value)
    if shard is None:
        raise click.BadParameter("name a part and how many there are, from 1: `2/5`.")
    return shard


def _jobs(context: click.Context, _parameter: click.Parameter, value: int | None) -> int | None:
    if context.resilient_parsing:
        return None
    from tfgen.commands.means import cores

    return value or cores()


def format_option(*styles: str, text: str) -> Callable[[Decorated], Decorated]:
    """Make the option --format, the first style being the usual one."""
    choice = click.Choice(styles)
    return click.option("--format", "style", type=choice, default=styles[0], show_default=True, help=text)


names: Callable[[Any], Any] = click.argument(
    "names", nargs=-1, metavar="[ENV]...", shell_complete=complete_environments
)
overrides: Callable[[Any], Any] = click.option(
    "--set",
    "overrides",
    multiple=True,
    metavar="KEY.PATH=VALUE",
    help="Override a value of the spec; VALUE is read as YAML. May be given again.",
)
style: Callable[[Any], Any] = format_option("text", "json", text="Text for people, or JSON on standard output.")
shard: Callable[[Any], Any] = click.option(
    "--shard",
    callback=_shard,
    metavar="I/N",
    help="Take part I of N of the environments, for jobs side by side: each environment is in just one part.",
)
jobs: Callable[[Any], Any] = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    callback=_jobs,
    metavar="N",
    help="Work in up to N processes, by default one for each core; with 1, in just this one.",
)
caches: Callable[[Any], Any] = click.option(
    "--no-cache",
    "caches",
    is_flag=True,
    flag_value=False,
    default=True,
    help="Do all anew, and remember nothing in the user's cache folder.",
)
quiet: Callable[[Any], Any] = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
verbose: Callable[[Any], Any] = click.option("-v", "--verbose", is_flag=True, help="Tell of each file.")
