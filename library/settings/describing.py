"""How the type of a setting says what the setting is."""

from typing import Any

from library.settings.kinds import Kind


def shown(kind: Kind, group: str, title: str, explanation: str) -> dict[str, Any]:
    """Metadata of a setting that stands in the settings screen."""
    return {"kind": kind, "group": group, "title": title, "help": explanation}


def kept(kind: Kind, explanation: str) -> dict[str, Any]:
    """Metadata of a setting that other screens change."""
    return shown(kind, "", "", explanation)
