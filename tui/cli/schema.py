"""`supple schema`: what may stand in a file, for editors."""

import json
from pathlib import Path

import click

from library.schemas import SCHEMAS
from tui.cli.arguments import word_named
from tui.cli.completing import words
from tui.cli.context import data_dir_option
from tui.cli.to_file import force_option, hand_over, output_option


@click.command("schema")
@click.argument("name", metavar="|".join(SCHEMAS), shell_complete=words(*SCHEMAS))
@output_option
@force_option
@data_dir_option
def verb(name: str, output: Path | None, force: bool) -> None:
    """Print the JSON Schema of a file of yours.

    With it an editor completes and checks what you write: name it in the first line of the file,
    as in #:schema ./exercise.schema.json
    """
    wanted = word_named(name, SCHEMAS, "A schema is")
    hand_over(f"{json.dumps(SCHEMAS[wanted](), indent=2)}\n", output, force=force)
