"""Where a verb puts what it makes for elsewhere: on the standard output, or in a file."""

from pathlib import Path

import click

from library.new_file import NotWrittenError, write_new
from library.text import clean
from tui.cli.output import complain, report, write_document

output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write it to a new file; left out, or -, it goes to the standard output.",
)
"""Gives a verb `output`: a path, or None."""
force_option = click.option("--force", is_flag=True, help="Replace FILE if it is there.")
"""Gives a verb `force`."""


def hand_over(text: str, output: Path | None, *, force: bool) -> None:
    """Write a text where it was asked for, and say so.

    Args:
        text: The whole of it.
        output: The file; None for the standard output, which may be called -, too.
        force: Whether a file that is there may be replaced.

    Raises:
        click.ClickException: It could not be written, or a file is in the way.
    """
    if output is None or output == Path("-"):
        write_document(text)
        return
    if output.is_file() and not force:
        raise click.ClickException(f"{output} is there already; --force replaces it.")
    try:
        doubt = write_new(output, text, replacing=force)
    except NotWrittenError as error:
        raise click.ClickException(f"Not written: {clean(str(error))}") from error
    report([f"Written to {output}."])
    complain(filter(None, [doubt]))
