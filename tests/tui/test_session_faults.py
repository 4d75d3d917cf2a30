"""A session in the dashboard while file-system calls fail: what is told in the end is true."""

import errno
from pathlib import Path

import pytest

from library import files
from library.history.record import SessionRecord
from library.history.store import HistoryStore
from library.paths import Paths
from tests.clock import FakeClock
from tests.library.history.faults import WatchedOs, failing
from tests.library.history.support import FakeClock as HistoryClock
from tests.library.history.support import session
from tests.marks import torture
from tests.tui.support import build_services, pass_time, settled, with_card_read
from tui.app import SuppleApp
from tui.dialogs.not_saved import NotSaved

CODES = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EINVAL)
LONGER_THAN_A_DESK_BREAK = 400.0


def store(paths: Paths) -> HistoryStore:
    return HistoryStore(paths.history_file, paths.state_dir, HistoryClock(), "laptop")


async def done(folder: Path, watched: WatchedOs, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Do a desk break to its end; return whether the program says that it is not saved."""
    paths, clock = Paths(folder, folder, folder / "state"), FakeClock()
    store(paths).add(session(0))
    services = with_card_read(build_services(paths, clock))
    app = SuppleApp(services, services.profile.routines.get("desk-break"))
    async with app.run_test() as pilot:
        await settled(pilot)
        with monkeypatch.context() as patch:
            patch.setattr(files, "os", watched)
            await pass_time(pilot, clock, LONGER_THAN_A_DESK_BREAK)
            await settled(pilot)
        return any(isinstance(screen, NotSaved) for screen in app.screen_stack)


def sessions(folder: Path) -> tuple[SessionRecord, ...]:
    return store(Paths(folder, folder, folder / "state")).load().sessions


@pytest.mark.parametrize("sticky", [True, torture(False)], ids=["from-then-on", "once"])
@pytest.mark.parametrize("part", [0.5, torture(0.9), *(torture(n / 100) for n in range(0, 100, 3))])
async def test_a_session_is_called_saved_only_if_it_is_on_the_disk(
    part: float, sticky: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm = WatchedOs(lambda count, name: None)
    assert not await done(tmp_path / "calm", calm, monkeypatch)
    assert len(sessions(tmp_path / "calm")) == 2
    number = 1 + round(part * (calm.count - 1))
    broken = WatchedOs(failing(number, CODES[number % len(CODES)], sticky=sticky))
    not_saved = await done(tmp_path / "broken", broken, monkeypatch)
    found = sessions(tmp_path / "broken")
    assert len(found) == (1 if not_saved else 2)
    assert session(0) in found
