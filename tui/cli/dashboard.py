"""Opens the dashboard."""

import gc
import os
import sys

import click

from library.paths import Paths
from library.profile import Part
from library.routines.model import Routine
from tui.cli.context import Context


def open_dashboard(context: Context, *, start: Routine | None = None) -> int:
    """Run the dashboard until it is left.

    Args:
        context: Folders to use.
        start: A routine to begin with at once.

    Returns:
        The exit code.

    Raises:
        click.ClickException: There is no terminal to draw on.
        Exception: What nobody foresaw, once the terminal is given back.
    """
    _require_terminal(context.paths, start)
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]  # an empty one asks for nothing, but Textual would obey it
    # All of it takes long, Textual most; the history is read meanwhile. No other verb needs it.
    import asyncio

    from tui.history_service import history_of

    history = history_of(context.paths, context.clock)
    history.read_ahead(context.paths.history_file)
    from tui.app import SuppleApp
    from tui.services import Services

    context.profile.read(*Part)
    services = Services(context.profile, history, context.clock, context.paths)
    app = SuppleApp(services, start, no_color=bool(os.environ.get("NO_COLOR")))
    # What is loaded by now stays: the collector, off until the first paint, need not walk it.
    gc.freeze()
    asyncio.run(app.run_on_terminal())
    if app.crash is not None:  # now that the terminal is given back
        raise app.crash
    return app.return_code or 0


def _require_terminal(paths: Paths, start: Routine | None) -> None:
    # A stream that was closed before the start is None.
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise click.ClickException(
            f"The dashboard needs a terminal for input and output; {_instead(paths, start)}."
        )
    if os.environ.get("TERM") == "dumb":
        raise click.ClickException(
            f"This terminal (TERM=dumb) cannot show the dashboard; {_instead(paths, start)}."
        )


def _instead(paths: Paths, start: Routine | None) -> str:
    """Say what works without a screen."""
    if start is None:
        return "see supple --help for what works without one"
    return f"{paths.command('start', start.id, '--plain')} works without one"
