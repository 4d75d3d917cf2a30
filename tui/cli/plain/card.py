"""What is read before a session without a screen: the card, once, and a routine's cautions."""

from collections.abc import Callable, Iterable, Iterator

from library.exercises.safety import BEFORE_YOU_START, VERSION
from library.profile import Profile
from library.routines.model import Plan
from library.settings import Acknowledgement, SettingsError
from tui.cli.output import complain
from tui.cli.plain.prompts import Questions

_READ = "Enter: I have read this. q leaves."


def read_first(
    profile: Profile,
    plan: Plan,
    tell: Callable[[Iterable[str]], None],
    questions: Questions | None,
) -> bool:
    """Show what must be read before this session.

    Args:
        profile: Keeps whether the card was read.
        plan: The session.
        tell: Prints lines.
        questions: Asks whether it was read; None when nobody can be asked.

    Returns:
        Whether to begin.
    """
    new = not profile.card_is_read
    lines = [*(_card() if new else ()), *plan.cautions]
    if not lines:
        return True
    if questions is None:
        tell(lines)
        return True
    if questions.key([*lines, _READ], "\n") is None:
        return False
    if new:
        _acknowledge(profile)
    return True


def _card() -> Iterator[str]:
    for part in BEFORE_YOU_START:
        yield f"{part.title}: {part.text}" if part.text else f"{part.title}:"
        yield from (f"- {point}" for point in part.points)


def _acknowledge(profile: Profile) -> None:
    try:
        profile.change_settings(acknowledged=Acknowledgement(VERSION, profile.today()))
    except SettingsError as error:
        complain([str(error)])
