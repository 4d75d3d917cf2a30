"""Makes `pilot.press` and `pilot.pause` wait for the dashboard, and for nothing else."""

from collections.abc import Callable, Iterator, Mapping
from functools import partialmethod

import pytest
from textual.app import App

from tests.tui.event_loop import Loop, until_idle

SHORTLY_SECONDS = 0.001
"""How long the screen stands still when another page is shown: Textual would take 0.05 s."""


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], Loop]]:
    """The loop of every test in this folder."""
    return {"patient": Loop}


@pytest.fixture(scope="session", autouse=True)
def waiting_for_the_loop() -> Iterator[None]:
    """Where Textual would wait until the process is idle, wait until the loop is."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("app", "pilot"):
            patch.setattr(f"textual.{module}.wait_for_idle", until_idle)
        patch.setattr(App, "delay_update", partialmethod(App.delay_update, SHORTLY_SECONDS))
        yield
