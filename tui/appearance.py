"""How the settings make the dashboard look."""

from textual.app import App
from textual.constants import TEXTUAL_ANIMATIONS

from library.settings import Settings


def wear(app: App[None], settings: Settings) -> None:
    """Show the theme, density and motion that the person chose; an unknown theme is ignored."""
    if settings.theme in app.available_themes:
        app.theme = settings.theme
    app.set_class(settings.compact, "-compact")
    app.animation_level = "none" if settings.reduced_motion else TEXTUAL_ANIMATIONS
