"""What the marks and colours mean that stand on the pages, for the help."""

from textual.content import Content

from tui.text.exercise_marks import FAVOURITE, KNOWN, LADDER, LATER, NEW, OUT, RESTS
from tui.text.routines import LEADS_MARK, OWN_MARK

_HUES = (
    (Content.styled("LEFT", "bold $leg-left"), "left leg, L, orange shoe"),
    (Content.styled("RIGHT", "bold $leg-right"), "right leg, R, blue shoe"),
    (Content.styled("red", "bold $muscle-text"), "muscle; pain; get help"),
)
_DAYS = (
    (Content.styled(" ✓ ", "bold $on-state on $primary"), "a day with practice"),
    (Content.styled("z i p t", "bold $text-accent"), "rest, ill, pain, travel"),
    (Content.styled("Z I P T", "bold $text-accent"), "the same, with practice"),
    (Content.styled("· ░ ▒ ▓ █", "$text-primary"), "how much on that day"),
)
_EXERCISES = (
    (Content.styled(KNOWN, "$primary"), "known; where you are"),
    (Content.styled(NEW, "$text-accent"), "new, or done only once"),
    (Content.styled(LATER, "$faint"), "comes later"),
    (Content.styled(RESTS, "$state-rest"), "rests for some days"),
    (Content.styled(OUT, "$text-muted"), "left out, or not here"),
    (Content.styled(FAVOURITE, "$text-accent"), "a favourite"),
    (Content.styled(LADDER, "$primary"), "levels: higher is longer"),
    (Content.styled("▲ ▼", "$text-success"), "more, or ready; less"),
)
_OTHERS = (
    (Content.styled(f"{OWN_MARK} {LEADS_MARK}", "$text-muted"), "yours; what Enter starts"),
    (Content.styled("▌", "$primary"), "cursor; the page you see"),
    (Content.styled("◂ ▸", "$text-accent"), "arrows change the value"),
    (Content.styled("━━● ○──", "$primary"), "on, off"),
    (Content.styled("[x] [ ]", "$text-primary"), "ticked, not ticked"),
)
MARKS: tuple[tuple[Content, str], ...] = (*_HUES, *_DAYS, *_EXERCISES, *_OTHERS)
"""Each mark as it looks, and what it says: a line each, also beside the keys on 80 columns."""
