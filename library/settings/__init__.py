"""The settings: one typed schema behind the file, the screen and the help."""

from library.settings.file import SettingsError, SettingsFile
from library.settings.schema import (
    AUTO_THEME,
    SCHEMA,
    SHOWN,
    Acknowledgement,
    EarlierGoal,
    Setting,
    Settings,
)

__all__ = [
    "AUTO_THEME",
    "SCHEMA",
    "SHOWN",
    "Acknowledgement",
    "EarlierGoal",
    "Setting",
    "Settings",
    "SettingsError",
    "SettingsFile",
]
