"""`supple completion`: has a shell complete our words at Tab."""

import click

from tui.cli.arguments import word_named
from tui.cli.completing import SHELLS, script, words
from tui.cli.context import data_dir_option
from tui.cli.output import write_document


@click.command("completion")
@click.argument("shell", metavar="|".join(SHELLS), shell_complete=words(*SHELLS))
@data_dir_option
@click.pass_context
def verb(context: click.Context, shell: str) -> None:
    """Print what has a shell complete verbs, options and names at Tab: bash, zsh or fish.

    For bash, put eval "$(supple completion bash)" into ~/.bashrc. For zsh, put eval "$(supple
    completion zsh)" into ~/.zshrc, after compinit. For fish, write it to
    ~/.config/fish/completions/supple.fish
    """
    wanted = word_named(shell, SHELLS, "A shell is")
    write_document(script(context.find_root().command, wanted))
