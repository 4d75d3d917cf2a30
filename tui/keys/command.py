"""A command of the dashboard, and the commands of a screen or widget: what they are declared as."""

import msgspec


class Command(msgspec.Struct, frozen=True):
    """What a key can call on a screen."""

    name: str
    """Its name within its scope. People write it into their settings, so it never changes."""
    keys: str
    """Its usual keys by Textual's names, parted by commas; the first is the one to be told."""
    action: str
    """Textual's action; it is looked up on the screen or widget that the command belongs to."""
    label: str
    """The word for it in the footer and the palette."""
    does: str = ""
    """What it does, for the help and the palette; without it the label says enough."""
    show: bool = True
    """Whether the footer names it."""
    key_display: str | None = None
    """What the footer calls its keys; None for the name of the first one."""
    priority: bool = False
    """Whether it is called before what has the focus can take the key."""


class Scope(msgspec.Struct, frozen=True):
    """The commands of a screen or widget, in the order of footer and help."""

    commands: tuple[Command, ...]
    has_list: bool = False
    """Whether a list has the focus there, whose keys then come first."""
    on_every_page: bool = False
    """Whether they work on every page, besides those of the page itself."""


# The keys to move in a list are the same in every list.
UP, DOWN, LEFT, RIGHT = "up,k", "down,j", "left,h", "right,l"
PAGE_UP, PAGE_DOWN, FIRST, LAST = "pageup", "pagedown", "home,g", "end,G"
