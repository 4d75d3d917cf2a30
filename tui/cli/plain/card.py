"""What is read before a session without a screen: the card, once, and a routine's cautions."""

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from library.clock import practice_day
from library.exercises.safety import BEFORE_YOU_START, VERSION
from library.routines.model import Plan
from library.settings import Acknowledgement, Settings, SettingsError, own_settings
from tui.cli.context import Context
from tui.cli.output import complain
from tui.cli.plain.prompts import Questions

_READ = "Enter: I have read this. q leaves."


def read_first(
    workplace: Context,
    settings: Settings,
    plan: Plan,
    tell: Callable[[Iterable[str]], None],
    questions: Questions | None,
) -> bool:
    """Show what must be read before this session.

    Args:
        workplace: The folders and the clock.
        settings: Tell whether the card was read already.
        plan: The session.
        tell: Prints lines.
        questions: Asks whether it was read; None when nobody can be asked.

    Returns:
        Whether to begin.
    """
    read = settings.acknowledged
    new = read is None or read.version < VERSION
    lines = [*(_card() if new else ()), *plan.cautions]
    if not lines:
        return True
    if questions is None:
        tell(lines)
        return True
    if questions.key([*lines, _READ], "\n") is None:
        return False
    if new:
        _acknowledge(workplace)
    return True


def _card() -> Iterator[str]:
    for part in BEFORE_YOU_START:
        yield f"{part.title}: {part.text}" if part.text else f"{part.title}:"
        yield from (f"- {point}" for point in part.points)


def _acknowledge(workplace: Context) -> None:
    file = own_settings(workplace.paths)
    settings, _ = file.load()
    today = practice_day(workplace.clock.now(), settings.day_start_hour)
    try:
        file.save(replace(settings, acknowledged=Acknowledgement(VERSION, today)))
    except SettingsError as error:
        complain([str(error)])
