"""The command `tfgen completion`."""

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, /, *, shell: str) -> int:
    """Print the completion script of a shell; environments complete too.

    \b
    Examples:
      echo 'eval "$(tfgen completion bash)"' >> ~/.bashrc
      echo 'eval "$(tfgen completion zsh)"' >> ~/.zshrc
      tfgen completion fish > ~/.config/fish/completions/tfgen.fish
    """
    from tfgen.commands.completion import print_completion

    return print_completion(context.find_root().command, shell)
