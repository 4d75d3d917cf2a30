"""A stylesheet that parses each of its sources once."""

from textual.css.stylesheet import Stylesheet


class KeptStylesheet(Stylesheet):
    """Keeps what it has parsed for as long as the theme stays.

    Textual's own parses everything anew, twice, whenever a page is made: a tenth of a start.
    """

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the theme's colours; what is parsed depends on them."""
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what has not been parsed with these variables."""
        self.parse()
