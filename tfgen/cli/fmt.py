"""The command `tfgen fmt`."""

import click


@click.command("fmt")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option("--check", is_flag=True, help="Write nothing; the exit code is 2 if a file would change.")
@click.option("--diff", is_flag=True, help="Show the changes.")
def command(*, paths: tuple[str, ...], check: bool, diff: bool) -> int:
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
