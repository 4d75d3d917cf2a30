"""From the wish to look otherwise, or to say what is at hand, to the changed settings."""

from collections.abc import Callable

from library.settings import SettingsError
from tui.app_base import App
from tui.dialogs.places import EditPlaces
from tui.dialogs.theme import ThemeChooser
from tui.keys.live import first_key
from tui.settings_editor import SettingsEditor


async def choose_theme(app: App, editor: SettingsEditor) -> None:
    """Let a theme be chosen by looking at it; call it from a worker."""
    theme = await app.push_screen_wait(ThemeChooser(editor.settings.theme))
    if theme is not None and _is_changed(app, lambda: editor.set(theme=theme)):
        app.notify(f"Theme: {theme}. In Settings, {first_key(app, 'settings.undo')} undoes it.")


async def edit_places(app: App, editor: SettingsEditor) -> None:
    """Let be said what is at hand where; call it from a worker."""
    await app.push_screen_wait(EditPlaces(editor, lambda change: _is_changed(app, change)))


def _is_changed(app: App, change: Callable[[], None]) -> bool:
    """Change settings; when they cannot be saved, say so."""
    try:
        change()
    except SettingsError as error:
        app.warn(error)
        return False
    return True
