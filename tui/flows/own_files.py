"""Follows settings, routines and exercises that another window or an editor has changed."""

from library.profile import Part, Profile
from tui.app_base import App
from tui.history_service import NEWS_SECONDS

_NEWS = {
    Part.SETTINGS: "Your settings were changed elsewhere; they hold here now, too.",
    Part.EXERCISES: "Your exercises were changed elsewhere; this is how they are now.",
    Part.ROUTINES: "Your routines were changed elsewhere; this is how they are now.",
}


def follow_own_files(app: App, profile: Profile) -> None:
    """Look at the person's files, and show what has changed in them."""
    before = profile.problems
    changed = profile.poll()
    if changed or profile.problems != before:
        app.profile_changed.publish(None)
    for part in changed:
        app.tell(_NEWS[part], seconds=NEWS_SECONDS)
