"""How the dashboard looks: by the size of its window, and by the settings."""

from textual.app import App
from textual.constants import TEXTUAL_ANIMATIONS

from library.settings import Settings

WIDTHS = [(0, "-narrow"), (78, "-normal"), (110, "-wide")]
"""Classes of a screen by its columns, from the smallest that gets them."""
HEIGHTS = [(0, "-short"), (22, "-normal-height"), (30, "-tall")]
"""Classes of a screen by its rows, from the smallest that gets them."""


def apply_appearance(app: App[None], settings: Settings) -> None:
    """Show the theme, density and motion that the person chose; an unknown theme is ignored."""
    if settings.theme in app.available_themes:
        app.theme = settings.theme
    app.set_class(settings.compact, "-compact")
    app.animation_level = "none" if settings.reduced_motion else TEXTUAL_ANIMATIONS
