"""Follows settings, routines and exercises that another window or an editor has changed."""

from typing import Any

from textual.app import App

from library.profile import Part, Profile
from tui.appearance import apply_appearance
from tui.history_service import NEWS_SECONDS, show_everywhere
from tui.keys.validation import usable_keys
from tui.messages import Tell

_NEWS = {
    Part.SETTINGS: "Your settings were changed elsewhere; they hold here now, too.",
    Part.EXERCISES: "Your exercises were changed elsewhere; this is how they are now.",
    Part.ROUTINES: "Your routines were changed elsewhere; this is how they are now.",
}


def follow_own_files(app: App[Any], profile: Profile) -> None:
    """Look at the person's files, and show what has changed in them."""
    before = profile.problems
    changed = profile.poll()
    if Part.SETTINGS in changed:
        apply_appearance(app, profile.settings)
        app.set_keymap(usable_keys(profile.settings.keys))
    if changed or profile.problems != before:
        show_everywhere(app)
    for part in changed:
        app.post_message(Tell(_NEWS[part], seconds=NEWS_SECONDS))
