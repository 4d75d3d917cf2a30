"""Makes `pilot.press` and `pilot.pause` wait for the dashboard, and for nothing else."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from textual import Logger
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.design import ColorSystem
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from library.guidance import standing
from library.guidance.standing import FIRST_TIMES
from tests.tui import handlers, painting, styles
from tests.tui.event_loop import Loop, until_idle
from tui.flows import week
from tui.flows.week import show_last_week_once


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], Loop]]:
    """The loop of every test in this folder."""
    return {"patient": Loop}


async def no_widget_is_asked(pilot: Pilot[None], timeout: float = 0) -> bool:
    """In place of a message to every widget: when the loop is idle, each has done its work."""
    await until_idle()
    return True


@pytest.fixture(scope="session", autouse=True)
def no_waste(pytestconfig: pytest.Config) -> Iterator[None]:
    """Have it do nothing that only costs time; wait for the loop, not until the process is idle."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("app", "pilot"):
            patch.setattr(f"textual.{module}.wait_for_idle", until_idle)
        patch.setattr(Pilot, "_wait_for_screen", no_widget_is_asked)
        if not pytestconfig.getoption("markexpr").startswith("torture"):
            patch.setattr(Compositor, "render_update", painting.skip_painting)
        patch.setattr(Stylesheet, "__init__", styles.create)
        patch.setattr(Stylesheet, "set_variables", styles.set_variables)
        patch.setattr(Stylesheet, "apply", styles.apply)
        patch.setattr(ColorSystem, "generate", styles.generate)
        patch.setattr(RuleSet, "__hash__", object.__hash__)  # the same, without a call
        patch.setattr(MessagePump, "_get_dispatch_methods", handlers.get_dispatch_methods)
        patch.setattr(Logger, "event", handlers.Unheard(None))
        patch.setattr("textual._callback._count_parameters", handlers.count_parameters)
        yield


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paint every change of a screen, where painting itself is what matters."""
    monkeypatch.setattr(Compositor, "render_update", painting.paint_all)


@pytest.fixture(autouse=True)
def used_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin sessions at once, as for a person to whom no exercise is new."""
    monkeypatch.setattr(standing, "FIRST_TIMES", 0)


async def nothing_to_look_back_at(*_: object) -> None:
    """In place of the week in review."""


@pytest.fixture(autouse=True)
def week_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open pages as on the other days of a week, whose first start looks back at the last one."""
    monkeypatch.setattr(week, "show_last_week_once", nothing_to_look_back_at)


@pytest.fixture
def first_start_of_the_week(week_seen: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Look back at last week when the dashboard opens."""
    monkeypatch.setattr(week, "show_last_week_once", show_last_week_once)


@pytest.fixture
def newcomer(used_to_it: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Say before sessions what is said to a person to whom exercises are new."""
    monkeypatch.setattr(standing, "FIRST_TIMES", FIRST_TIMES)
