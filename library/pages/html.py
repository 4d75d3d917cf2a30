"""HTML that is safe whatever stands in it: pages without scripts, and nothing from outside."""

from collections.abc import Iterable
from html import escape

from library.text import clean

_EMPTY = frozenset(("br", "hr", "meta"))
"""Elements that hold nothing and are not closed."""
# Should anything get past the escaping, a browser is told to run and to fetch nothing.
_NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'"


class Html(str):
    """A text that is HTML already; any other text is escaped where it is put into some."""

    __slots__ = ()


def element(tag: str, /, *content: str, **attributes: str) -> Html:
    """Return an element.

    Args:
        tag: Its name.
        content: What is in it, in this order.
        attributes: Their names with `_` for `-`, and one behind a word of Python, as in `class_`.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(value)}"'
        for key, value in attributes.items()
    )
    if tag in _EMPTY:
        return Html(f"<{tag}{given}>")
    return Html(f"<{tag}{given}>{joined(content)}</{tag}>")


def joined(parts: Iterable[str]) -> Html:
    """Return parts one after the other, those that are not HTML escaped."""
    return Html("".join(part if isinstance(part, Html) else _escaped(part) for part in parts))


def page(title: str, *body: str, style: str) -> str:
    """Return a whole page in English.

    Args:
        title: What the browser shows for it.
        body: What is on it.
        style: Its CSS, which comes from us: no text of anybody.
    """
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", http_equiv="Content-Security-Policy", content=_NOTHING_FROM_OUTSIDE),
        element("title", title),
        element("style", Html(style)),
    )
    whole = element("html", head, "\n", element("body", *body), lang="en")
    return f"<!DOCTYPE html>\n{whole}\n"


def _escaped(text: str) -> str:
    return escape(clean(text, multiline=True, limit=len(text)))
