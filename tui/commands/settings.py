"""Reads the settings for the verbs that need them."""

from library.settings import Settings, load_settings
from tui.commands.output import complain
from tui.commands.workplace import Workplace


def read_settings(workplace: Workplace) -> Settings:
    """The settings; what is wrong with their file is told on stderr."""
    settings, warnings = load_settings(workplace.paths.settings_file)
    complain(warnings)
    return settings
