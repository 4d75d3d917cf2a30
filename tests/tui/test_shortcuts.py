"""What tests of screens spare themselves comes to the same as what Textual does."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.styles import RenderStyles
from textual.css.stylesheet import Stylesheet
from textual.message import Message
from textual.message_pump import MessagePump

from tests.tui import handlers, styles
from tests.tui.support import dashboard
from tui.app import SuppleApp
from tui.looks import KeptStylesheet


def all_of(kind: type[Any]) -> Iterator[type[Any]]:
    """A class and what is made of it, as far as it is loaded."""
    for each in kind.__subclasses__():
        yield each
        yield from all_of(each)


def found(find: Any, kind: type, message: Message) -> list[tuple[type, object]]:
    """The classes and functions that handle a message, for a widget that was never begun."""
    pump: Any = object.__new__(kind)
    return [(owner, method.__func__) for owner, method in find(pump, message.handler_name, message)]


def test_the_same_handlers_are_found_as_by_textual() -> None:
    assert SuppleApp in all_of(MessagePump)
    pumps = [each for each in all_of(MessagePump) if each.__module__.startswith("tui.")]
    for kind in set(all_of(Message)):
        message: Any = object.__new__(kind)
        message._no_default_action, message._sender = False, None
        for pump in pumps:
            theirs = found(handlers._get_dispatch_methods, pump, message)
            assert found(handlers.get_dispatch_methods, pump, message) == theirs


def test_the_same_parameters_are_counted_as_by_textual() -> None:
    class Some:
        def method(self, one: object, two: object = None) -> None: ...

    def function(*some: object, more: object) -> None: ...

    for callback in (
        Some.method,
        Some().method,
        function,
        partial(function, 1),
        lambda: None,
        lambda one: one,
        len,
        Some,
    ):
        assert handlers.count_parameters(callback) == handlers._count_parameters(callback)


async def styled(folder: Path) -> list[object]:
    """Every widget of a page that was another before, and of a dialog over it, with its styles."""
    app = dashboard(folder, page="exercises").app
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("1", "2", "question_mark")
        widgets = [each for screen in app.screen_stack for each in screen.walk_children()]
        return [
            (type(each), told(each.styles), *map(told, map(each.get_component_styles, parts)))
            for each in widgets
            for parts in [sorted(each._get_component_classes())]
        ]


def told(styles: RenderStyles) -> dict[str, object]:
    """What is styled, with layouts by their names: every widget has one of its own."""
    return {**styles.base.get_rules(), "layout": styles.layout and styles.layout.name}


async def test_the_same_styles_are_given_as_by_textual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, then, ours = [await styled(tmp_path) for _ in range(3)]  # what is found is kept twice
    monkeypatch.setattr(Stylesheet, "apply", styles._apply)
    name = "_process_component_classes"
    monkeypatch.setattr(KeptStylesheet, name, getattr(Stylesheet, name))
    theirs = await styled(tmp_path)
    assert len(theirs) > 15
    assert first == then == ours == theirs


@pytest.mark.parametrize("changed", [False, True])
def test_what_was_parsed_is_parsed_anew_only_for_other_colours(
    changed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Stylesheet, "__init__", styles._create)
    monkeypatch.setattr(Stylesheet, "set_variables", styles._set_variables)
    parsed: list[str] = []

    def parse(scope: str, css: str, *_: object, **__: object) -> list[RuleSet]:
        parsed.append(css)
        return []

    monkeypatch.setattr("textual.css.stylesheet.parse", parse)
    sheet = KeptStylesheet(variables={"primary": "red"})
    sheet.add_source("Screen { color: $primary; }")
    sheet.parse()
    for _ in range(2):
        sheet.set_variables({"primary": "blue" if changed else "red"})
        sheet.reparse()
    assert len(parsed) == 1 + changed
