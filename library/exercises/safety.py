"""What everybody should read before starting, and the short reminders shown each day."""

from datetime import date

import msgspec

VERSION = 2
"""Raised when the card changes in meaning; who acknowledged an older one sees it again, with what
is new marked."""


class CardPart(msgspec.Struct, frozen=True):
    """One part of the before-you-start card."""

    title: str
    text: str
    points: tuple[str, ...] = ()
    since: int = 1
    """The version of the card that it came with."""

    def title_for(self, read: int | None) -> str:
        """Return the title, which says so if the part is new.

        Args:
            read: The version of the card that was read; None when none was.
        """
        return self.title if read is None or read >= self.since else f"New: {self.title}"


EMERGENCY = CardPart(
    "Stop, and call your emergency number, if you notice",
    "",
    (
        "numbness between the legs or around the bottom",
        "new trouble passing or holding urine or stool",
        "weakness or numbness in both legs",
        "chest pain",
        "back pain after a bad fall or an accident",
    ),
)
# The warning signs are those of NHS leaflets on cauda equina syndrome and back pain, and on blood
# clots in a leg (T2); to show the exercises first is the source article's advice.
BEFORE_YOU_START = (
    CardPart("What supple is", "A gentle guide through stretches, and a log. Not medical advice."),
    CardPart(
        "Ask first",
        "Show these exercises to your doctor or physiotherapist before you start.",
        since=2,
    ),
    EMERGENCY,
    CardPart(
        "A leg that is swollen, warm or red",
        "To a doctor today; no stretching, no massage.",
        since=2,
    ),
    CardPart(
        "A pulled or torn hamstring",
        "These stretches are not for it, unless your doctor or physiotherapist says so.",
    ),
    CardPart(
        "Gently",
        "A mild pull is fine. Stop if it hurts: sharp, shooting or tingling is never the aim.",
    ),
)
"""The card of the first run; acknowledged once for each `VERSION`."""

_JUST_UP = "Just out of bed? Bend far forward later, in about two hours."
_MORNING_UNTIL_HOUR = 12
REMINDERS = (
    "A mild pull is enough; stop if it hurts.",
    "Sharp, shooting or tingling? Stop this one for today.",
    "Chair: no wheels, or wedged into a corner against the wall.",
    "Standing stretches: something firm within reach on both sides.",
    "Come up slowly. If you feel dizzy, sit down.",
    _JUST_UP,
    "Breathe calmly; breathe out while you move into a stretch.",
    "Not for a pulled or torn hamstring without your doctor's word.",
    "A little soreness for a day is common with new movements.",
)
"""Calm one-line reminders for Today, each at most 64 characters."""


def reminder_at(day: date, hour: int) -> str:
    """Return the reminder of a day; what is about getting up is told in the morning alone.

    Args:
        day: The practice day.
        hour: Of the local wall clock, 0-23.
    """
    is_morning = hour < _MORNING_UNTIL_HOUR
    fitting = [each for each in REMINDERS if is_morning or each != _JUST_UP]
    return fitting[day.toordinal() % len(fitting)]
