"""Holds counted in slow breaths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.exercises.model import HoldEnd
from library.session.breath import breath_in_words, breaths_in_words
from library.session.cues import Announcer, BreathPacer, Sound
from library.session.engine import Session
from library.session.view import look
from tests.library.builders import exercise, holds, plan

QUARTER = 0.25


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (10, "1 breath"),
        (15, "1 and a half breaths"),
        (20, "2 breaths"),
        (25, "2 and a half breaths"),
        (30, "3 breaths"),
        (60, "6 breaths"),
        (5, None),
        (12, None),
        (29.9, None),
    ],
)
def test_a_length_is_told_in_breaths_where_it_comes_out_even(
    seconds: float, words: str | None
) -> None:
    assert breaths_in_words(seconds) == words


@given(st.floats(0, 200))
def test_whole_breaths_are_counted_and_the_rest_is_said(seconds: float) -> None:
    assert (breaths_in_words(seconds) is None) == (breath_in_words(1, seconds) is None)
    assert [breath_in_words(number, 25) for number in (1, 2, 3)] == [
        "breath 1 of 2",
        "breath 2 of 2",
        "half a breath",
    ]


def said(session: Session, seconds: float) -> list[tuple[float, str]]:
    """What is said from the start on, with the seconds since the first hold began."""
    announcer, pacer = Announcer(session, breaths=True), BreathPacer(counts=True)
    cues = list(announcer.announce(session.start()))
    for quarter in range(round(seconds / QUARTER) + 1):
        now = quarter * QUARTER
        cues += announcer.announce(session.advance(now))
        if cue := pacer.cue(session, now):
            cues.append(cue)
    return [(cue.at - 10, cue.words) for cue in cues if cue.words and cue.sound is not Sound.COUNT]


def test_a_hold_is_announced_in_breaths_and_they_are_counted_as_they_pass() -> None:
    told = said(Session(plan(holds(exercise(), 30))), 39)
    assert told == [
        (-10, "Left leg. Bend. Hold 3 breaths. Get ready."),
        (0, "Hold, 3 breaths."),
        (10, "Breath 2."),
        (15, "Half-way."),
        (20, "Breath 3."),
    ]


def test_a_breath_that_ends_half_way_is_not_counted_over_the_cue_for_the_half() -> None:
    told = said(Session(plan(holds(exercise(), 20))), 29)
    assert [words for _, words in told[1:]] == ["Hold, 2 breaths.", "Half-way."]


def test_what_comes_out_uneven_is_told_in_seconds() -> None:
    told = said(Session(plan(holds(exercise(), 12))), 12)
    assert told[-1] == (0, "Hold, 12 seconds.")


def test_a_hold_until_eased_is_counted_without_an_end() -> None:
    session = Session(plan(holds(exercise(end=HoldEnd.EASED), 30)))
    assert [words for _, words in said(session, 35)[1:]] == [
        "Hold until it eases; after 60 seconds it ends by itself.",
        "Breath 2.",
        "Breath 3.",
    ]
    assert look(session, breaths=True).caption == "{Session.eased} when it eases, up to 60 s"


def test_the_screen_shows_the_length_and_the_breath_that_runs() -> None:
    session = Session(plan(holds(exercise(), 25)))
    session.start()
    assert look(session, breaths=True).count == "rep 1 of 1, 2 and a half breaths"
    session.advance(22)
    view = look(session, breaths=True)
    assert (view.caption, view.seconds) == ("Breath 2 of 2", 13)
    session.pause()
    assert look(session, breaths=True).caption == "Paused. {session.pause} goes on."
    assert look(session).coming == "Next: RIGHT leg, rep 1 of 1"


def test_a_changed_length_is_told_in_breaths_too() -> None:
    session = Session(plan(holds(exercise(), 25)))
    announcer = Announcer(session, breaths=True)
    session.start()
    session.advance(12)
    (cue,) = announcer.announce(session.extend(5))
    assert (cue.words, cue.word) == ("3 breaths.", "30")
