"""An app in the colours of a theme, on terminals of many colours, few and none."""

from typing import Any

from msgspec.structs import replace
from textual.app import App
from textual.css.styles import RenderStyles
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from library.settings import AUTO_THEME
from tui.background import Terminal
from tui.own_themes import (
    OWN_THEMES,
    in_another_theme,
    own_variables,
    sixteen_colours,
    with_styles,
    without_colour,
)
from tui.themes import OWN

_FEW_COLOURS = ("standard", "windows")
"""Rich's names for a terminal of sixteen colours."""

WIDTHS = [(0, "-narrow"), (78, "-normal"), (110, "-wide")]
"""Classes of a screen by its columns, from the smallest that gets them."""
HEIGHTS = [(0, "-short"), (22, "-normal-height"), (30, "-tall")]
"""Classes of a screen by its rows, from the smallest that gets them."""


class _Parts(dict[str, RenderStyles]):
    """The styles of a widget's components, each made when it is asked for."""

    def __init__(self, sheet: Stylesheet, widget: DOMNode) -> None:
        super().__init__()
        self._sheet, self._widget = sheet, widget

    def __contains__(self, name: object) -> bool:
        return name in self._widget._get_component_classes()

    def __missing__(self, name: str) -> RenderStyles:
        part = DOMNode(classes=name)
        part._attach(self._widget)
        self._sheet.apply(part)
        self[name] = part.styles
        return part.styles


class KeptStylesheet(Stylesheet):
    """A stylesheet that keeps what it has parsed for as long as the theme stays.

    Textual's own parses everything anew, twice, whenever a page is made: a tenth of a start.
    It also makes the styles of all components of every widget, few of which are ever painted:
    a twentieth of a start and of what a page takes.
    """

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the theme's colours; what is parsed depends on them."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what has not been parsed with these variables."""
        self.parse()

    def _process_component_classes(self, node: DOMNode) -> None:
        """Have styles of components made when they are asked for; anew those that have been.

        Neither this method of Textual's nor where it keeps them is public.
        """
        if node._get_component_classes():
            before, node._component_styles = node._component_styles, _Parts(self, node)
            if any(node._component_styles[name] != styles for name, styles in before.items()):
                node.refresh()


class ThemedApp(App[None]):
    """An app that is light or dark as its terminal is, unless a theme was chosen."""

    _has_looks = False

    def __init__(
        self, *, theme: str = AUTO_THEME, terminal: Terminal | None = None, **options: Any
    ) -> None:
        """Take what Textual's own app takes, and how it is to look.

        Args:
            theme: Name of a theme, as in the settings.
            terminal: Where it is shown; a good one if left out, as for a picture.
            options: Of Textual.
        """
        self.terminal = terminal or Terminal()
        # Textual's own way without colours would turn them into greys, in which the figure's
        # muscle cannot be told from its leg.
        super().__init__(ansi_color=True if self.terminal.no_color else None, **options)
        if terminal is not None and self.console.color_system in _FEW_COLOURS:
            self.set_reactive(App.ansi_color, True)
        for each in OWN_THEMES:
            self.register_theme(each)
        self._begin_with(theme)

    def apply_settings(self, _: None = None) -> None:
        """Look as the settings say; called whenever they have changed."""

    def _begin_with(self, theme: str) -> None:
        """Set the first theme, before anything is parsed with its colours."""
        self.set_reactive(App.theme, self.theme_called(theme))
        dark = self.current_theme.dark
        self.set_class(dark, "-dark-mode", update=False)
        self.set_class(not dark, "-light-mode", update=False)
        self._refresh_truecolor_filter(self.ansi_theme)  # else the sixteen colours are mixed anew
        self._has_looks = True
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())

    def theme_called(self, name: str) -> str:
        """Return the theme a setting means; for auto or an unknown one, ours for the terminal."""
        if name in self.available_themes:
            return name
        return "supple-dark" if self.terminal.dark else "supple-light"

    def use_background(self, dark: bool) -> None:
        """Follow a terminal that told only now whether it is dark, where no theme was chosen."""
        follows = self.theme == self.theme_called(AUTO_THEME)
        self.terminal = replace(self.terminal, dark=dark)
        if follows:
            self.apply_settings()

    @property
    def few_colours(self) -> bool:
        """Whether the terminal's own sixteen colours are used, and no others."""
        return bool(self.native_ansi_color) and not self.no_color

    @property
    def has_own_colours(self) -> bool:
        """Whether our colours are shown: not without colours, not with a terminal's sixteen."""
        return not (self.no_color or self.native_ansi_color)

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours of the theme, ours among them."""
        if not self._has_looks:
            return {}  # Textual asks before the theme is set
        if self.few_colours:
            self.theme_variables = sixteen_colours(self.current_theme.dark)
        else:
            variables = super().get_css_variables()
            if self.theme not in OWN:
                self.theme_variables = in_another_theme(variables, self.current_theme.dark)
        self.theme_variables = with_styles(self.theme_variables)
        if self.no_color:
            self.theme_variables = without_colour(self.theme_variables)
        return self.theme_variables

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our colours for themes that are not ours."""
        return dict(own_variables(self.current_theme.dark))
