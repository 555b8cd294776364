"""The command line: commands and options, and the one place where errors become exit codes.

    0    clean
    1    errors, the user's or the machine's
    2    differences found (as `terraform plan -detailed-exitcode`)
    3    a bug in tfgen
    130  interrupted

Each command's work stands in a module of `tfgen.commands`, which is imported when the command runs: help, version
and completion then load nothing of what rendering needs.
"""

import gc
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

import click

from tfgen import __version__
from tfgen.cli import options
from tfgen.cli.diff import affected, diff
from tfgen.cli.quotas import quotas

if TYPE_CHECKING:
    from tfgen.commands.shard import Shard

ERROR, BUG, INTERRUPTED = 1, 3, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="tfgen %(version)s")
@click.option(
    "-C",
    "--project",
    type=click.Path(path_type=Path),
    help="The folder with templates/ and environments/; by default the nearest one upwards.",
)
@click.pass_context
def cli(context: click.Context, /, *, project: Path | None) -> None:
    """Render plain, checked Terraform from short YAML specs and Jinja templates.

    \b
    Examples:
      tfgen list
      tfgen render
      tfgen validate prod
    """
    context.obj = project


@cli.command(short_help="Render environments into generated/ENV/.")
@options.names
@click.option("--out", type=click.Path(), callback=options.folder, help="Write to OUT/ENV/ instead of generated/ENV/.")
@click.option("--stdout", "to_stdout", is_flag=True, help="Print the files instead of writing them.")
@click.option("--force", is_flag=True, help="Overwrite and remove files that were edited by hand.")
@click.option("--verify", is_flag=True, help="Render twice as on unlike machines first, and compare.")
@options.overrides
@options.shard
@options.jobs
@options.caches
@options.style
@options.quiet
@options.verbose
@click.pass_obj
def render(
    start: Path | None,
    /,
    *,
    names: tuple[str, ...],
    out: Path | None,
    to_stdout: bool,
    force: bool,
    verify: bool,
    overrides: tuple[str, ...],
    shard: "Shard",
    jobs: int,
    caches: bool,
    style: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Render environments into generated/ENV/, all of them when none is named.

    An environment with errors is not written, and the others are; the exit code is then 1. So it is where a file was
    edited by hand, unless --force gives that up.

    \b
    Examples:
      tfgen render
      tfgen render prod staging
      tfgen render dev --set processing.desired_count=4 --stdout
      tfgen render --out review
    """
    from tfgen.commands.means import Means
    from tfgen.commands.render import print_files, render

    if to_stdout and (out or style == "json" or force or verify):
        raise click.UsageError(
            "--stdout prints the files, so it goes neither with --out, --force and --verify nor with --format json."
        )
    if to_stdout:
        return print_files(start, names, overrides=overrides, shard=shard, means=Means(jobs, caches), quiet=quiet)
    return render(
        start,
        names,
        out,
        overrides=overrides,
        shard=shard,
        means=Means(jobs, caches),
        style=style,
        force=force,
        verify=verify,
        quiet=quiet,
        verbose=verbose,
    )


@cli.command(short_help="Tell stale files from edited ones; write nothing.")
@options.names
@click.option("--out", type=click.Path(), callback=options.folder, help="Look into OUT/ENV/ instead of generated/ENV/.")
@options.overrides
@options.shard
@options.style
@click.option("-v", "--verbose", is_flag=True, help="Tell of files that are in sync, too.")
@click.pass_obj
def status(
    start: Path | None,
    /,
    *,
    names: tuple[str, ...],
    out: Path | None,
    overrides: tuple[str, ...],
    shard: "Shard",
    style: str,
    verbose: bool,
) -> int:
    """Tell whose the files in generated/ENV/ are, and whether they are what would be rendered now.

    A file is in sync, stale (would be rendered otherwise), missing, edited by hand, an orphan (tfgen wrote it and
    renders it no more), or foreign (never tfgen's). The exit code is 0 if all are in sync, foreign ones aside, or 2.

    \b
    Examples:
      tfgen status
      tfgen status prod --format json
    """
    from tfgen.commands.status import status

    return status(start, names, out, overrides=overrides, shard=shard, style=style, verbose=verbose)


@cli.command(short_help="Check environments or directories; write nothing.")
@options.names
@click.option(
    "--dir",
    "folders",
    multiple=True,
    type=click.Path(),
    callback=options.folders_,
    metavar="DIR",
    help="Check a Terraform directory as it is, with its local modules. May be given again.",
)
@options.overrides
@options.shard
@options.jobs
@options.caches
@options.format_option(
    "text",
    "json",
    "sarif",
    "github",
    "junit",
    text="Text for people; on standard output JSON as of terraform validate, SARIF for code scanning, commands for "
    "GitHub's annotations, or JUnit XML for test reports.",
)
@options.quiet
@click.pass_obj
def validate(
    start: Path | None,
    /,
    *,
    names: tuple[str, ...],
    folders: tuple[Path, ...],
    overrides: tuple[str, ...],
    shard: "Shard",
    jobs: int,
    caches: bool,
    style: str,
    quiet: bool,
) -> int:
    """Check environments, all of them when none is named, and write nothing; or, with --dir, any Terraform directory.

    What terraform validate would reject is told, without Terraform: syntax, names, modules' inputs and outputs,
    providers' schemas, functions. The exit code is 1 if anything is wrong.

    \b
    Examples:
      tfgen validate
      tfgen validate prod --format json
      tfgen validate dev --set network.vpc_cidr=10.9.0.0/16
      tfgen validate --dir infrastructure --dir modules/network --format sarif
    """
    if folders and (names or overrides or shard.count > 1):
        raise click.UsageError("--dir checks what lies in a directory, so it goes neither with ENV, --set nor --shard.")
    if folders:
        from tfgen.commands.validate_directories import validate_directories

        return validate_directories(folders, style=style, quiet=quiet)
    from tfgen.commands.means import Means
    from tfgen.commands.validate import validate

    means = Means(jobs, caches)
    return validate(start, names, overrides=overrides, shard=shard, means=means, style=style, quiet=quiet)


@cli.command(short_help="Tell where a value or a line comes from.")
@click.argument("what", nargs=-1, required=True, metavar="ENV KEY | FILE:LINE")
@options.overrides
@options.style
@click.pass_obj
def explain(start: Path | None, /, *, what: tuple[str, ...], overrides: tuple[str, ...], style: str) -> int:
    """Tell where a value of a spec, or a line of the output, comes from.

    A key's value: which spec, option or default gives it, what it overrides, and which lines it reaches. A line: its
    template line, and the spec values behind it, variables of modules followed to where they are set.

    \b
    Examples:
      tfgen explain prod database.instance_class
      tfgen explain generated/prod/modules/database/main.tf:42
      tfgen explain prod network --format json
    """
    from tfgen.commands.explain import explain

    is_place = len(what) == 1 and re.fullmatch(r".+:[0-9]+", what[0])
    if not is_place and len(what) != 2:  # noqa: PLR2004
        raise click.UsageError("Name an environment and a key (`prod database.port`), or a line (`FILE:LINE`).")
    return explain(start, what, overrides=overrides, style=style)


@cli.command(short_help="Lead other tools' findings back.")
@click.argument("file", type=click.File("rb"), default="-")
@click.option("-e", "--env", "environment", help="The environment that paths such as main.tf belong to.")
@options.overrides
@options.format_option("text", "json", text="Text for people, or JSON as it came in.")
@options.quiet
@click.pass_obj
def trace(
    start: Path | None,
    /,
    *,
    file: IO[bytes],
    environment: str | None,
    overrides: tuple[str, ...],
    style: str,
    quiet: bool,
) -> int:
    """Lead what other tools find in the output back to templates and specs.

    FILE, or standard input, holds the JSON of terraform (validate, plan), tflint or checkov, or SARIF. Findings that
    are not about rendered lines are given back as they are.

    \b
    Examples:
      terraform -chdir=generated/prod validate -json | tfgen trace --env prod
      terraform -chdir=generated/prod plan -json | tfgen trace --env prod --format json
      checkov -d generated -o sarif --output-file-path . ; tfgen trace results_sarif.sarif
    """
    from tfgen.commands.trace import trace
    from tfgen.console import Console

    text = file.read().decode("utf-8-sig", errors="replace")
    console = Console(0 if quiet else 1)
    return trace(start, text, environment=environment, overrides=overrides, style=style, console=console)


@cli.command(short_help="Format Terraform files as terraform fmt does.")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option("--check", is_flag=True, help="Write nothing; the exit code is 2 if a file would change.")
@click.option("--diff", is_flag=True, help="Show the changes.")
def fmt(*, paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Format Terraform files exactly as terraform fmt does, without Terraform.

    A folder stands for all Terraform files in and below it, hidden ones aside; `-` for standard input, formatted to
    standard output. By default, the current folder. The files that change are named.

    \b
    Examples:
      tfgen fmt
      tfgen fmt --check --diff infrastructure
      tfgen fmt - < main.tf
    """
    from tfgen.commands.fmt import fmt

    return fmt(paths, check=check, diff=diff)


@cli.group(short_help="What tfgen knows of Terraform's providers.")
def providers() -> None:
    """Keep what tfgen knows of Terraform's providers.

    \b
    Example:
      tfgen providers schema
    """


@providers.command("schema", short_help="Cache the schemas of the providers that folders use.")
@click.argument("folders", nargs=-1, metavar="[DIR]...", type=click.Path())
@options.style
@options.quiet
@click.pass_obj
def providers_schema(start: Path | None, /, *, folders: tuple[str, ...], style: str, quiet: bool) -> int:
    """Cache the whole schemas of the providers that are installed for folders, by default those of generated/.

    tfgen brings the schemas of what its own templates use. With the cache, it checks all that the providers of a
    project define, in the versions that it uses. This asks the Terraform on the machine, once for each version.

    \b
    Examples:
      tfgen providers schema
      tfgen providers schema infrastructure --format json
    """
    from tfgen.commands.providers import cache_schemas

    return cache_schemas(start, folders, style=style, quiet=quiet)


@cli.command("list", short_help="List the environments.")
@options.shard
@options.style
@click.pass_obj
def list_(start: Path | None, /, *, shard: "Shard", style: str) -> int:
    """List the environments of the project, a name a line.

    \b
    Examples:
      tfgen list
      tfgen list --format json
      tfgen list | xargs -n 1 tfgen validate
    """
    from tfgen.commands.list import list_environments

    return list_environments(start, shard, style)


@cli.command(short_help="Print the JSON Schema of specs for editors.")
@click.pass_obj
def schema(start: Path | None, /) -> int:
    """Print the JSON Schema of a spec file, so that editors complete and check specs.

    It is the pack's schema for one file: `extends` added, and what a parent may give not required.

    \b
    Example:
      tfgen schema > environments/.schema.json

    With this as its first line, a spec finds it in any editor that uses yaml-language-server:

    \b
      # yaml-language-server: $schema=.schema.json
    """
    from tfgen.commands.schema import print_schema

    return print_schema(start)


@cli.command(short_help="Print a shell's completion script.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(*, shell: str) -> int:
    """Print the completion script of a shell; environments complete too.

    \b
    Examples:
      echo 'eval "$(tfgen completion bash)"' >> ~/.bashrc
      echo 'eval "$(tfgen completion zsh)"' >> ~/.zshrc
      tfgen completion fish > ~/.config/fish/completions/tfgen.fish
    """
    from tfgen.commands.completion import print_completion

    return print_completion(cli, shell)


cli.add_command(diff)
cli.add_command(affected)
cli.add_command(quotas)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (by default the process's own) and give its exit code."""
    try:
        return int(cli.main(arguments, prog_name="tfgen", standalone_mode=False) or 0)
    except click.ClickException as problem:  # wrong usage; click's own code for it, 2, means differences here
        problem.show()
        return ERROR
    except (KeyboardInterrupt, click.Abort):
        _give_up_output()
        click.echo("Interrupted. Files are as they were, or whole; run again to go on.", err=True)
        return INTERRUPTED
    except OSError as problem:
        _give_up_output()
        click.echo(f"Error: {problem.filename or 'the system'}: {problem.strerror or problem}.", err=True)
        return ERROR
    except Exception:  # noqa: BLE001 - the boundary: whatever comes here is ours
        import traceback

        click.echo(traceback.format_exc(), err=True)
        click.echo(f"This is a bug in tfgen {__version__}. Please report it with the lines above.", err=True)
        return BUG


def _give_up_output() -> None:
    """Drop what standard output has not taken: Python would offer it once more at its end, and fail or wait again."""
    with suppress(OSError, AttributeError):  # closed, or no file at all
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> NoReturn:
    """Run the process's command line.

    Most of what a run makes it keeps, so that the garbage collector looks seldom: a seventh of the time is saved.
    """
    gc.set_threshold(100_000, 20, 20)
    sys.exit(run())
