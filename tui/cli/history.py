"""`supple history`: every session in the log."""

from collections import Counter

import click

from library.history.codec import to_document
from library.history.record import Outcome, SessionRecord
from library.wording import counted
from tui.cli.context import Context, data_dir_option, pass_context
from tui.cli.output import print_json_list, print_lines


@click.command("history")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@data_dir_option
@pass_context
def verb(context: Context, as_json: bool) -> None:
    """List your sessions, oldest first.

    The minutes are from start to end, rests included; pain is before and the worst while
    stretching, as in 3 / 5, or before and after where that was noted, as in 5 > 3.
    """
    history = context.read_history()
    if as_json:
        print_json_list(map(to_document, history.sessions))
    elif history.sessions:
        print_lines(map(_line, history.sessions))
    else:
        print_lines(["No sessions yet."])


def _line(session: SessionRecord) -> str:
    """Return one session; free text stands last, so that its width does not matter."""
    sign, second = " > ", session.pain_after
    if second is None:
        sign, second = " / ", session.pain_worst
    pain = sign.join(
        "-" if value is None else str(value) for value in (session.pain_before, second)
    )
    return (
        f"{session.practice_day}  {session.seconds / 60:5.1f} min  pain {pain:<7}  "
        f"{_holds(session):<32}  {session.routine}  {session.note}"
    )


def _holds(session: SessionRecord) -> str:
    counts = Counter(hold.outcome for hold in session.holds)
    parts = [counted(counts[Outcome.DONE], "hold")]
    if counts[Outcome.EASED_OFF]:
        parts.append(f"{counts[Outcome.EASED_OFF]} eased off")
    if counts[Outcome.SKIPPED]:
        parts.append(f"{counts[Outcome.SKIPPED]} skipped")
    return ", ".join(parts)
