"""Opens the dashboard."""

import gc
import os
import sys
from collections.abc import Mapping

import click

from library.paths import Paths
from library.profile import Part
from library.routines.model import Routine
from library.settings import AUTO_THEME
from library.text import clean
from tui.background import Asked, Terminal, ask, dark_by_variable
from tui.cli.context import Context


def open_dashboard(context: Context, *, start: Routine | None = None, anyway: bool = False) -> int:
    """Run the dashboard until it is left.

    Args:
        context: Folders to use.
        start: A routine to begin with at once.
        anyway: Whether it is begun as written, with what is left out for the person.

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
    asked = ask(os.environ) if context.profile.settings.theme == AUTO_THEME else None
    try:
        return _run(context, start, asked, anyway=anyway)
    finally:
        if asked is not None:
            asked.restore()


def _run(context: Context, start: Routine | None, asked: Asked | None, *, anyway: bool) -> int:
    import asyncio

    from tui.history_service import history_of

    history = history_of(context.paths, context.clock)
    history.read_ahead(context.paths.history_file)
    from tui.app import SuppleApp
    from tui.services import Services

    context.profile.read(*Part)
    services = Services(context.profile, history, context.clock, context.paths)
    terminal = Terminal(dark=_is_dark(asked), no_color=bool(os.environ.get("NO_COLOR")))
    app = SuppleApp(services, start, anyway=anyway, terminal=terminal)
    app.asked = asked
    # What is loaded by now stays: the collector, off until the first paint, need not walk it.
    gc.freeze()
    asyncio.run(app.run_on_terminal())
    if app.crash is not None:  # now that the terminal is given back
        raise app.crash
    return app.return_code or 0


def _is_dark(asked: Asked | None) -> bool:
    """Tell whether the terminal is dark: as it says, else by its variable, else most are."""
    told = None if asked is None else asked.listen()
    known = dark_by_variable(os.environ) if told is None else told
    return known is not False


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
    if other := not_utf8(os.environ, getattr(sys.__stderr__, "encoding", None)):
        session = paths.command("start", start.id if start else "ROUTINE", "--plain")
        raise click.ClickException(
            f"The dashboard is drawn in UTF-8, but {other}. Set LANG to a locale in UTF-8, such as "
            f"C.UTF-8, and leave LC_ALL and LC_CTYPE empty; {session} works without."
        )


def not_utf8(environ: Mapping[str, str], encoding: str | None) -> str:
    """Return what says that the terminal is written to in something else than UTF-8.

    Args:
        environ: The variables of the locale; where they name no encoding, as "C", Python's holds.
        encoding: What Python writes to the terminal in; None where that is unknown.

    Returns:
        A clause; empty where it is UTF-8.
    """
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        if value := environ.get(name):
            charset = value.partition("@")[0].partition(".")[2]
            if charset and not _is_utf8(charset):
                return f"{name} is {clean(value)}"
            break
    return f"Python writes {encoding} here" if encoding and not _is_utf8(encoding) else ""


def _is_utf8(charset: str) -> bool:
    return charset.lower().replace("-", "").replace("_", "") in ("utf8", "utf8sig")


def _instead(paths: Paths, start: Routine | None) -> str:
    """Say what works without a screen."""
    if start is None:
        return "see supple --help for what works without one"
    return f"{paths.command('start', start.id, '--plain')} works without one"
