from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from library.pages.html import Html, element, joined, page
from tests.library.pages.checked import checked


def test_what_is_no_html_is_escaped_wherever_it_stands() -> None:
    told = element("p", "<script>&", element("b", '"'), title='"><script>', aria_label="a & b")
    attributes = 'title="&quot;&gt;&lt;script&gt;" aria-label="a &amp; b"'
    assert told == f"<p {attributes}>&lt;script&gt;&amp;<b>&quot;</b></p>"
    assert joined(["<", Html("<br>"), ">"]) == "&lt;<br>&gt;"


def test_a_page_has_a_language_and_lets_nothing_in() -> None:
    text = page("A <b> title", [element("h1", "Hello")], "h1{color:black}")
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>A &lt;b&gt; title</title>" in text
    assert "default-src &#x27;none&#x27;" in text
    assert checked(text).headings == [(1, "Hello")]


class Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@given(st.text())
def test_no_text_makes_an_element(text: str) -> None:
    parser = Texts()
    parser.feed(element("p", text, title=text))
    parser.close()
    assert parser.tags == ["p"]
    assert "\x00" not in "".join(parser.texts)
