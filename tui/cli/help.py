"""`supple help`: what a verb does, for whoever looks for it so."""

import click

from tui.cli.completing import verbs
from tui.cli.context import data_dir_option


@click.command("help")
@click.argument("words", metavar="[VERB...]", nargs=-1, shell_complete=verbs)
@data_dir_option
@click.pass_context
def verb(context: click.Context, words: tuple[str, ...]) -> None:
    """Explain a verb, as --help behind it does; alone, list them all."""
    root = context.find_root()
    root.command.main([*words, "--help"], prog_name=root.info_name, standalone_mode=False)
