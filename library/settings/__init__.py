"""The settings: one typed schema behind the file, the screen and the help."""

from library.settings.file import SettingsError, SettingsFile
from library.settings.schema import (
    SCHEMA,
    Acknowledgement,
    EarlierGoal,
    Setting,
    Settings,
)

__all__ = [
    "SCHEMA",
    "Acknowledgement",
    "EarlierGoal",
    "Setting",
    "Settings",
    "SettingsError",
    "SettingsFile",
]
