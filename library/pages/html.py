"""HTML that is safe whatever stands in it: pages without scripts, and nothing from outside."""

from collections.abc import Iterable
from html import escape

from library.text import clean

_EMPTY = frozenset(("br", "hr", "meta"))
"""Elements that hold nothing and are not closed."""
# Should anything get past the escaping, a browser is told to run and to fetch nothing.
_NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'"
_ON_PAPER = """
@page { margin: 11mm 12mm }
* { box-sizing: border-box }
html { color: #000; background: #fff; -webkit-print-color-adjust: exact; print-color-adjust: exact }
body { font-family: "Helvetica Neue", Helvetica, Arial, sans-serif; margin: 0 auto;
  overflow-wrap: anywhere }
@media screen { body { padding: 8mm 4mm } }
h1, h2, h3, p, ul, ol, dl, figure { margin: 0 }
table { border-collapse: collapse; width: 100% }
"""


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


def page(title: str, parts: Iterable[Html], style: str) -> str:
    """Return a whole page in English, to be read or printed black on white.

    Args:
        title: What the browser shows for it.
        parts: What is on it, each on a line of its own.
        style: Its CSS beside `_ON_PAPER`, which comes from us: no text of anybody.
    """
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", http_equiv="Content-Security-Policy", content=_NOTHING_FROM_OUTSIDE),
        element("title", title),
        element("style", Html(_ON_PAPER + style)),
    )
    lines = Html("".join(f"{part}\n" for part in parts))
    body = element("body", element("main", "\n", lines))
    whole = element("html", head, "\n", body, lang="en")
    return f"<!DOCTYPE html>\n{whole}\n"


def _escaped(text: str) -> str:
    return escape(clean(text, multiline=True, limit=len(text)))
