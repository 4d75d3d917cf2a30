"""Reads a page of HTML as strictly as it is meant."""

from html.parser import HTMLParser
from itertools import pairwise

EMPTY = {"meta", "br", "hr"}


class Checked(HTMLParser):
    """What is in a page; its tags are closed in their order, or it is refused."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        """Tag, name and value."""
        self.headings: list[tuple[int, str]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs), f"{tag} has an attribute twice"
        self.attributes += [(tag, name, value) for name, value in given.items()]
        if "id" in given:
            self.ids.append(given["id"])
        if tag in ("svg", "img"):
            assert given.get("aria-label") or given.get("alt"), f"{tag} tells nothing"
        if tag not in EMPTY:
            self.open.append(tag)
        if tag in ("h1", "h2", "h3"):
            self.headings.append((int(tag[1]), ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "svg" in self.open, f"{tag} is closed at once"
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"{tag} is closed and never opened"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("h1", "h2", "h3"):
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)
        if data.strip() and self.open[-1] != "style":
            self.words.append(data)


def checked(page: str) -> Checked:
    """Read a page, and refuse one that is not as it should be."""
    found = Checked()
    found.feed(page)
    found.close()
    assert found.open == []
    assert len(set(found.ids)) == len(found.ids)
    tags = {tag for tag, _, _ in found.attributes}
    assert not tags & {"script", "link", "iframe", "object", "embed", "img"}
    assert not [name for _, name, _ in found.attributes if name.startswith("on")]
    assert "http:" not in page
    assert "https:" not in page
    levels = [level for level, _ in found.headings]
    assert levels[:1] == [1]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    return found
