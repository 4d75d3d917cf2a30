"""Says why nothing begins, to whoever would have heard the session."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from tui.cli.context import Context
from tui.cues.reader import Reader


@contextmanager
def refusal_aloud(context: Context) -> Iterator[None]:
    """Say a refusal to its end, where a voice speaks, before it goes on its way to stderr."""
    try:
        yield
    except click.ClickException as error:
        reader = Reader(lambda: context.profile.cue_settings, context.clock, os.environ)
        try:
            reader.say([error.format_message()])
            reader.finish()
        finally:
            reader.close()
        raise
