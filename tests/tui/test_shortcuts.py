"""What tests of screens spare themselves comes to the same as what Textual does."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.message import Message
from textual.message_pump import MessagePump

from tests.tui import handlers, styles
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
