"""Opens the dashboard."""

import gc
import os
import sys

import click

from tui.cli.context import Context


def open_dashboard(context: Context, *, start: str | None = None) -> int:
    """Run the dashboard until it is left.

    Args:
        context: Folders to use.
        start: Id of a routine or exercise to begin with at once.

    Returns:
        The exit code.

    Raises:
        click.ClickException: There is no terminal to draw on.
        Exception: What nobody foresaw, once the terminal is given back.
    """
    _require_terminal(start)
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]  # an empty one asks for nothing, but Textual would obey it
    # Both take long, and no other verb needs them.
    from tui.read_ahead import ReadAhead

    ahead = ReadAhead(context.paths, context.clock)
    from tui.composition import build_app

    app = build_app(context.paths, start=start, ahead=ahead)
    # What is loaded by now stays: the collector, off until the first paint, need not walk it.
    gc.freeze()
    app.run()
    if app.crash is not None:  # now that the terminal is given back
        raise app.crash
    return app.return_code or 0


def _require_terminal(start: str | None) -> None:
    # A stream that was closed before the start is None.
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise click.ClickException(
            f"The dashboard needs a terminal for input and output; {_instead(start)}."
        )
    if os.environ.get("TERM") == "dumb":
        raise click.ClickException(
            f"This terminal (TERM=dumb) can not show the dashboard; {_instead(start)}."
        )


def _instead(start: str | None) -> str:
    """Say what works without a screen."""
    if start is None:
        return "see supple --help for what works without one"
    return f"supple start {start} --plain works without one"
