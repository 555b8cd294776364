"""The command `tfgen validate`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tfgen.cli import options
from tfgen.cli.folders import folders_

if TYPE_CHECKING:
    from tfgen.commands.shard import Shard


@click.command("validate")
@options.names
@click.option(
    "--dir",
    "folders",
    multiple=True,
    type=click.Path(),
    callback=folders_,
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
def command(
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
