"""What is found out of the handlers of messages, kept for all apps of a test run.

Textual looks through all classes of a widget for each message, and at the parameters of each
callback: a fourteenth of the time of these tests.
"""

from collections.abc import Awaitable, Callable, Iterable
from types import FunctionType
from typing import Any

from textual import _callback
from textual.message import Message
from textual.message_pump import MessagePump

Handler = tuple[type, Callable[[Message], Awaitable[Any]]]
_get_dispatch_methods = MessagePump._get_dispatch_methods
_count_parameters = _callback._count_parameters
_handled: dict[tuple[type, str, type[Message]], bool] = {}
"""Whether there is a handler, by widget, name and message."""
_counted: dict[object, int] = {}
"""Parameters by the code of functions."""


def _is_handled(kind: type, method_name: str, message: type[Message]) -> bool:
    """Whether any of the classes has a handler."""
    return any(
        f"_{method_name}" in vars(each)
        or method_name in vars(each)
        or not set(vars(each).get("_decorated_handlers") or ()).isdisjoint(message.__mro__)
        for each in kind.__mro__
    )


def get_dispatch_methods(
    pump: MessagePump, method_name: str, message: Message
) -> Iterable[Handler]:
    """In place of `MessagePump._get_dispatch_methods`: most have no handler."""
    key = (type(pump), method_name, type(message))
    if key not in _handled:
        _handled[key] = _is_handled(*key)
    if _handled[key]:
        return _get_dispatch_methods(pump, method_name, message)
    return ()


def count_parameters(callback: Callable[..., Any]) -> int:
    """In place of `_count_parameters`, which works out the signature of each lambda anew."""
    function = getattr(callback, "__func__", callback)
    if not isinstance(function, FunctionType) or hasattr(function, "__wrapped__"):
        return _count_parameters(callback)
    key = (function.__code__, function is callback)
    if key not in _counted:
        _counted[key] = _count_parameters(callback)
    return _counted[key]
