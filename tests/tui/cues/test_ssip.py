"""What speech-dispatcher is told, and where."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cues.speech_programs import spoken
from tui.cues.ssip import Address, SsipError, marked_up, message, told_address


@given(
    st.text(max_size=60) | st.sampled_from([".", "\n.\n", "a\r\n.\r\nCANCEL ALL", "</speak>&lt;"])
)
def test_no_words_are_an_order_or_the_end_of_the_text(words: str) -> None:
    speak, text, end = message(marked_up(spoken(words)))
    assert (speak, end) == ("SPEAK", ".")
    assert not set("\r\n") & set(text)
    inside = re.fullmatch(r"<speak>([^<>]*)</speak>", text)
    assert inside is not None
    assert html.unescape(inside[1]).split() == spoken(words).split()


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("", None),
        ("unix_socket:/run/a:b", Address("/run/a:b")),
        ("unix_socket", Address("/run/1/speech-dispatcher/speechd.sock")),
        ("inet_socket:localhost:6561", Address(host="127.0.0.1", port=6561)),
        ("inet_socket:127.0.0.2", Address(host="127.0.0.2")),
        ("inet_socket", Address(host="127.0.0.1", port=6560)),
    ],
)
def test_the_address_that_is_told_holds(told: str, place: Address | None) -> None:
    assert told_address({"SPEECHD_ADDRESS": told, "XDG_RUNTIME_DIR": "/run/1"}) == place


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("inet_socket:192.168.1.7:6560", "SPEECHD_ADDRESS is on another computer"),
        ("inet_socket:127.0.0.1.example.org", "SPEECHD_ADDRESS is on another computer"),
        ("inet_socket:localhost:99999", "SPEECHD_ADDRESS cannot be read"),
        ("inet_socket:localhost:x", "SPEECHD_ADDRESS cannot be read"),
        ("http://127.0.0.1", "SPEECHD_ADDRESS cannot be read"),
    ],
)
def test_nobody_is_spoken_to_over_the_network(told: str, why: str) -> None:
    with pytest.raises(SsipError, match=why):
        told_address({"SPEECHD_ADDRESS": told})
