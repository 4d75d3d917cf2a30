"""What is found out of the handlers of messages, kept for all apps of a test run.

Textual looks through all classes of a widget for each message, and at the parameters of each
callback: a tenth of the time of these tests.
"""

from collections.abc import Awaitable, Callable, Iterable
from types import FunctionType
from typing import Any

from textual import Logger, _callback
from textual.message import Message
from textual.message_pump import MessagePump

Handler = tuple[type, Any]
"""A class, and its function."""
_get_dispatch_methods = MessagePump._get_dispatch_methods
_count_parameters = _callback._count_parameters
_found: dict[tuple[type, str, type[Message]], list[Handler] | None] = {}
"""Handlers by widget, name and message."""
_counted: dict[object, int] = {}
"""Parameters by the code of functions."""


class Unheard(Logger):
    """In place of `Logger.event`: two new loggers for each message, and nobody listens."""

    def __call__(self, *args: object, **options: object) -> None:
        """Log nothing."""

    def verbosity(self, verbose: bool) -> Logger:
        """The same."""
        return self


def _find(kind: type, method_name: str, message: type[Message]) -> list[Handler] | None:
    """The handlers, the class of the widget first; None where selectors may decide."""
    found = []
    for each in kind.__mro__:
        own = vars(each)
        if not set(own.get("_decorated_handlers") or ()).isdisjoint(message.__mro__):
            return None
        method = own.get(f"_{method_name}") or own.get(method_name)
        if method is not None and not getattr(method, "_textual_on", None):
            found.append((each, method))
    return found


def get_dispatch_methods(
    pump: MessagePump, method_name: str, message: Message
) -> Iterable[tuple[type, Callable[[Message], Awaitable[Any]]]]:
    """In place of `MessagePump._get_dispatch_methods`."""
    key = (type(pump), method_name, type(message))
    if key not in _found:
        _found[key] = _find(*key)
    if (found := _found[key]) is None:
        yield from _get_dispatch_methods(pump, method_name, message)
        return
    for kind, method in found:
        if message._no_default_action:  # a handler before has said so
            return
        yield kind, method.__get__(pump, kind)


def count_parameters(callback: Callable[..., Any]) -> int:
    """In place of `_count_parameters`, which works out the signature of each lambda anew."""
    function = getattr(callback, "__func__", callback)
    if not isinstance(function, FunctionType) or hasattr(function, "__wrapped__"):
        return _count_parameters(callback)
    key = (function.__code__, function is callback)
    if key not in _counted:
        _counted[key] = _count_parameters(callback)
    return _counted[key]
