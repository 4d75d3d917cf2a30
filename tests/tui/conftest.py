"""Makes `pilot.press` and `pilot.pause` wait for the dashboard, and for nothing else."""

from collections.abc import Callable, Iterator, Mapping
from functools import partialmethod

import pytest
from textual._compositor import Compositor
from textual.app import App
from textual.css.stylesheet import Stylesheet

from tests.tui import styles
from tests.tui.event_loop import Loop, until_idle
from tests.tui.painting import Painting

SHORTLY_SECONDS = 0.001
"""How long the screen stands still when another page is shown: Textual would take 0.05 s."""


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], Loop]]:
    """The loop of every test in this folder."""
    return {"patient": Loop}


@pytest.fixture(scope="session", autouse=True)
def waiting_for_the_loop(pytestconfig: pytest.Config) -> Iterator[None]:
    """Where Textual would wait until the process is idle, wait until the loop is.

    Screens are painted then; in the torture they are painted at every step on the way, too.
    """
    painting = Painting()

    async def rest_and_paint(min_sleep: float = 0, max_sleep: float = 0) -> None:
        await until_idle()
        while painting.paint():
            await until_idle()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual.app.wait_for_idle", until_idle)
        patch.setattr("textual.pilot.wait_for_idle", rest_and_paint)
        if pytestconfig.getoption("markexpr") != "torture":
            patch.setattr(Compositor, "render_update", painting.render_update)
        patch.setattr(Stylesheet, "__init__", styles.create)
        patch.setattr(Stylesheet, "set_variables", styles.set_variables)
        patch.setattr(App, "delay_update", partialmethod(App.delay_update, SHORTLY_SECONDS))
        yield
