"""Settings and routines while another window is saving."""

from pathlib import Path
from time import perf_counter

import pytest
from filelock import FileLock

from library.routines.file import RoutinesError
from library.settings import SettingsError
from tests.tui.pages import notices, services_in
from tests.tui.support import settled
from tests.tui.test_own_files import MINE, windows
from tui.screens.settings import SettingsPage

LONGEST_SECONDS = 0.05
"""A delay people begin to notice."""


def test_a_window_says_when_another_one_does_not_let_it_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = services_in(tmp_path)
    monkeypatch.setattr("library.locks.SHORT_WAIT_SECONDS", 0.0)
    with FileLock(services.paths.state.own_files_lock):
        with pytest.raises(SettingsError, match="another window or machine is saving; try again"):
            services.profile.change_settings(weekly_goal=5)
        with pytest.raises(
            RoutinesError, match="Not saved: another window or machine is saving; try again"
        ):
            services.profile.keep_routine(MINE)
    services.profile.change_settings(rest_seconds=30)
    read = services_in(tmp_path).profile.settings
    assert (read.weekly_goal, read.rest_seconds) == (5, 30)


@pytest.mark.torture
async def test_the_screen_goes_on_while_another_window_saves(tmp_path: Path) -> None:
    async with windows(tmp_path) as w:
        await w.pilot.press("5", "right")  # whatever is loaded with the first change is there now
        page, waits = w.app.screen, []
        assert isinstance(page, SettingsPage)
        with FileLock(w.app.services.paths.state.own_files_lock):
            for _ in range(3):
                start = perf_counter()
                page.action_step(1)
                waits.append(perf_counter() - start)
            await settled(w.pilot)
        assert any(
            "another window or machine is saving; try again" in told for told in notices(w.app)
        )
        # The best: other programs may hold the processor in any single one.
        assert min(waits) < LONGEST_SECONDS
