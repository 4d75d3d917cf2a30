"""The settings page and what tests do with it again and again."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.tui.pages import services_in
from tests.tui.support import page_app
from tui.app import SuppleApp
from tui.screens.settings import SettingsPage


def app_in(folder: Path) -> SuppleApp:
    return page_app(services_in(folder), "settings")


def page_of(app: SuppleApp) -> SettingsPage:
    page = app.screen_stack[0]
    assert isinstance(page, SettingsPage)
    return page


def explained(app: SuppleApp) -> str:
    """What the panel beside the list says."""
    return str(page_of(app).explanation.visual)


def go_to(app: SuppleApp, key: str) -> None:
    page_of(app).lines.go_to(key)


def in_file(folder: Path) -> Mapping[str, Any]:
    return tomllib.loads((folder / "settings.toml").read_text())
