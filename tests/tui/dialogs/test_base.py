"""The frame of all cards: it says when something follows below."""

from pathlib import Path

import pytest

from library.exercises.safety import BEFORE_YOU_START
from library.guidance.ticks import Ticked
from tests.marks import torture
from tests.tui.pages import services_in, shown
from tests.tui.support import dashboard, page_app, settled
from tui.dialogs.base import Card
from tui.dialogs.before_you_start import BeforeYouStart
from tui.dialogs.ticks import TicksCard
from tui.dialogs.try_cues import TryCues

MORE = "↓ more"


@pytest.mark.parametrize("of", [BeforeYouStart, torture(TicksCard)])
async def test_a_card_says_when_more_follows_until_its_end_was_seen(
    of: type[Card[object]], tmp_path: Path
) -> None:
    services = services_in(tmp_path)
    app = page_app(services, "today")
    async with app.run_test(size=(60, 16)) as pilot:
        card = (
            BeforeYouStart(services.profile)
            if of is BeforeYouStart
            else TicksCard(Ticked((), ()), already=False)
        )
        app.push_screen(card)
        await settled(pilot)
        assert MORE in await shown(pilot)
        await pilot.press("G")
        await settled(pilot)
        assert MORE not in await shown(pilot)
        await pilot.resize_terminal(60, 12)
        await pilot.press("g")
        await settled(pilot)
        assert MORE in await shown(pilot)


async def test_all_that_is_acknowledged_is_in_sight_on_a_usual_terminal(tmp_path: Path) -> None:
    services = services_in(tmp_path)
    app = page_app(services, "today")
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(BeforeYouStart(services.profile))
        await settled(pilot)
        screen = await shown(pilot)
        assert MORE not in screen
        assert all(part.title in screen for part in BEFORE_YOU_START)
        assert "is never the aim." in screen


async def test_where_it_is_longer_enter_reads_on_before_it_acknowledges(tmp_path: Path) -> None:
    board = dashboard(tmp_path, read_card=False)
    async with board.app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        assert "enter More" in await shown(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert not board.services.profile.card_is_read
        screen = await shown(pilot)
        assert "is never the aim." in screen
        assert "enter I have read this" in screen
        await pilot.press("enter")
        await settled(pilot)
        assert board.services.profile.card_is_read


async def test_a_card_that_grows_with_its_text_says_nothing_of_more(tmp_path: Path) -> None:
    app = page_app(services_in(tmp_path), "settings")
    titles = []
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("t")
        await settled(pilot)
        assert isinstance(app.screen, TryCues)
        for lines in (3, 7, 5, 9):
            app.screen.reports.update("\n".join(["Tones: a player."] * lines))
            await settled(pilot)
            titles.append(str(app.screen.query_one(".card").border_title))
        assert titles == ["Cues"] * 4
