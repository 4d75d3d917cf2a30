"""What everybody should read before starting, and the short reminders shown each day."""

import msgspec

VERSION = 1
"""Raised when the card changes in meaning; who acknowledged an older one sees it again."""


class CardPart(msgspec.Struct, frozen=True):
    """One part of the before-you-start card."""

    title: str
    text: str
    points: tuple[str, ...] = ()


# The warning signs are those of NHS leaflets on cauda equina syndrome and back pain.
BEFORE_YOU_START = (
    CardPart(
        "A log and a timer",
        "supple is not medical advice. If you are unsure whether these stretches are right for "
        "you, ask your doctor or physiotherapist first.",
    ),
    CardPart(
        "Stop, and call your emergency number, if you notice",
        "",
        (
            "numbness between the legs or around the bottom",
            "new trouble passing or holding urine or stool",
            "weakness or numbness in both legs",
            "chest pain",
            "back pain after a bad fall or an accident",
        ),
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

REMINDERS = (
    "A mild pull is enough; stop if it hurts.",
    "Sharp, shooting or tingling? Stop this one for today.",
    "Chair: no wheels, or wedged into a corner against the wall.",
    "Standing stretches: something firm within reach on both sides.",
    "Come up slowly. If you feel dizzy, sit down.",
    "Just out of bed? Bend far forward later, in about two hours.",
    "Breathe calmly; breathe out while you move into a stretch.",
    "Not for a pulled or torn hamstring without your doctor's word.",
    "A little soreness for a day is common with new movements.",
)
"""Calm one-line reminders for Today, each at most 64 characters."""
