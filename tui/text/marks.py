"""What the marks and colours mean that stand on the pages, for the help."""

from textual.content import Content

from tui.text.exercise_marks import FAVOURITE, KNOWN, LADDER, LATER, NEW, OUT, RESTS
from tui.text.routines import LEADS_MARK, OWN_MARK

_HUES = (
    (Content.styled("LEFT", "bold $leg-left"), "the left leg, also as an L; its shoe is orange"),
    (Content.styled("RIGHT", "bold $leg-right"), "the right leg, also as an R; its shoe is blue"),
    (
        Content.styled("red", "bold $muscle-text"),
        "the stretched muscle; pain; when to get help",
    ),
)
_DAYS = (
    (Content.styled(" ✓ ", "bold $on-state on $primary"), "a day with practice"),
    (Content.styled("z i p t", "bold $text-accent"), "marked: rest, ill, pain, travel"),
    (Content.styled("Z I P T", "bold $text-accent"), "the same, with practice"),
    (Content.styled("· ░ ▒ ▓ █", "$text-primary"), "what was held on a day, from nothing to much"),
)
_EXERCISES = (
    (Content.styled(KNOWN, "$primary"), "an exercise that you know; the place where you are"),
    (Content.styled(NEW, "$text-accent"), "new, or known for a few days only"),
    (Content.styled(LATER, "$faint"), "comes later"),
    (Content.styled(RESTS, "$state-rest"), "rests for some days"),
    (Content.styled(OUT, "$text-muted"), "left out, or not possible here"),
    (Content.styled(FAVOURITE, "$text-accent"), "a favourite"),
    (Content.styled(LADDER, "$primary"), "levels: the higher, the longer the holds"),
    (Content.styled("▲ ▼", "$text-success"), "more than before, or ready for it; less than before"),
)
_OTHERS = (
    (
        Content.styled(f"{OWN_MARK} {LEADS_MARK}", "$text-muted"),
        "a routine of yours; the one that Enter on Today starts",
    ),
    (Content.styled("▌", "$primary"), "the line that the cursor is on"),
    (Content.styled("◂ ▸", "$text-accent"), "the arrows take another value"),
    (Content.styled("━━● ○──", "$primary"), "on, off"),
    (Content.styled("[x] [ ]", "$text-primary"), "ticked, not ticked"),
)
MARKS: tuple[tuple[Content, str], ...] = (*_HUES, *_DAYS, *_EXERCISES, *_OTHERS)
"""Each mark as it looks, and what it says; about a screen in all."""
