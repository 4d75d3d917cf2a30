"""What is said about the plan of the day is calm, and true."""

import re

import pytest
from hypothesis import given
from msgspec.structs import replace

from library.exercises.model import Dose
from library.guidance.day_line import day_line
from library.guidance.order import CHAIR, CROSSED, FLOOR, INTRODUCTION, STANDING
from library.guidance.plan import DayPlan, Here, Item, ItemState, Why
from library.guidance.question import Question
from library.guidance.setbacks import SetbackReason
from library.guidance.states import State, StateName
from library.guidance.ticks import TICKS
from library.guidance.today import Due, due_on
from library.history.record import DecisionKind, Outcome, Reason
from library.routines.model import Routine, RoutineItem
from library.session.ease_off import SHARP_ADVICE
from tests.library.guidance.person import (
    NAMES,
    Person,
    check,
    checks,
    day,
    decision,
    held,
    session,
    ticks,
)
from tests.library.guidance.test_properties import people
from tui.text.closing import sharp_words
from tui.text.day_line import day_line_words
from tui.text.guidance import question_words, reason_for, state_words, until_words
from tui.text.left_out import left_out
from tui.text.today import Offer, reasons

NEVER = re.compile(r"cause|culprit|harmful|\bbad\b|damage|fail(ed|ing)|!|None|\bL\d", re.IGNORECASE)


def named(exercise: str) -> str:
    return f"{NAMES[exercise].capitalize()} stretch"


def reason(person: Person, on: int) -> str:
    standing = person.standing(on)
    return reason_for(person.plan(on), standing, named).words


@given(people(follows=False))
def test_every_plan_says_why_in_calm_words(lived: tuple[Person, list[tuple[int, DayPlan]]]) -> None:
    person, plans = lived
    for on, _ in plans:
        told = reason_for(person.plan(on), person.standing(on), named)
        words = told.words
        assert ". " not in told.title
        assert told.title.endswith(".")
        assert words.endswith(".")
        assert not NEVER.search(words), words
        if line := day_line(person.standing(on), person.plan(on), Here(person.hour)):
            of_day = day_line_words(line, person.plan(on), person.standing(on), named)
            assert of_day.endswith(".")
            assert not NEVER.search(of_day), of_day
        for state in person.standing(on).states.values():
            assert not NEVER.search(state_words(state, day(on)))


def test_the_first_weeks_are_told() -> None:
    person = Person()
    told = {}
    for on in (1, 3, 5, 8):
        person.answer(on, 2)
        told[on] = reason(person, on)
        person.follow(on)
    assert told == {
        1: "To begin with: short holds, a mild pull at most.",
        3: "Once more at the same dose: the crossed stretch and the chair stretch are still new.",
        5: "New today: the massage stretch, gently and only a little.",
        8: "Once more at the same dose: the massage stretch is still new.",
    }


def test_a_harder_morning_is_information() -> None:
    person = Person(sessions=[session(1, held(CROSSED)), session(4, held(CROSSED), held(CHAIR))])
    person.checks = [*checks(2, 2, 2), check(4, 2), check(5, 5)]
    assert reason(person, 5) == (
        "A bit more this morning. That is information, not failure. Two easy days, and the latest "
        "change, the chair stretch, rests until Monday. One morning in nine is like this by chance."
    )
    person.checks[-1] = check(5, 5, answered=6)
    assert reason(person, 6) == (
        "Friday was a bit harder. That is information, not failure. An easy day, and the latest "
        "change, the chair stretch, rests until Monday. One morning in nine is like this by chance."
    )
    person.checks[-1] = check(5, 5)
    assert reason(person, 6).startswith("An easy day once more")
    assert reason(person, 7).startswith("Nothing new yet")


def test_a_dose_that_goes_back_is_told() -> None:
    person = Person(sessions=[session(1, held(CHAIR)), session(4, held(CHAIR, 2, 15))])
    person.checks = [*checks(2, 2, 2), check(4, 2), check(5, 5)]
    assert "the chair stretch, goes one step back" in reason(person, 5)
    person.sessions[1] = session(4, held(CHAIR, 2, 12))  # longer, and yet the lowest level
    assert "Two easy days. One morning" in reason(person, 5)


def test_harder_weeks_are_a_step_shorter_where_there_is_one() -> None:
    person = Person(
        sessions=[session(20, held(CHAIR))], checks=checks(*[1] * 7, *[2] * 7, *[3] * 7)
    )
    told = "The last two weeks were each a bit harder: nothing new this week."
    assert reason(person, 22).startswith(told)
    person.decisions.append(decision(1, DecisionKind.LEVEL, CHAIR, level=2))
    assert "one step shorter, and nothing new this week." in reason(person, 22)


def test_who_comes_back_is_welcome() -> None:
    person = Person(sessions=[session(1, held(CHAIR))])
    assert reason(person, 21) == "Welcome back after 20 days."  # there is nothing shorter
    person.decisions.append(decision(1, DecisionKind.LEVEL, CHAIR, level=2))
    assert reason(person, 21) == "Welcome back after 20 days. One step shorter to begin with."
    person.sessions.append(session(21, held(CHAIR)))
    assert reason(person, 22) == "Nothing new on the second day back."


def test_a_longer_dose_says_who_wished_it() -> None:
    person = Person(sessions=[session(1, held(CHAIR)), session(2, held(CHAIR))])
    person.decisions.append(decision(3, DecisionKind.LEVEL, CHAIR, level=1))
    assert reason(person, 3) == "A little longer today: the chair stretch, as you wished."


def test_after_a_session_that_hurt() -> None:
    person = Person(sessions=[session(1, held(CHAIR), held(CROSSED, 2, 20), worst=7)])
    assert reason(person, 3) == "The last session hurt, so nothing new until tomorrow."


def test_a_trial_is_told() -> None:
    person = Person(sessions=[session(on, held(CHAIR), held(CROSSED, 2, 20)) for on in (1, 2)])
    person.decisions.append(decision(3, DecisionKind.TRIAL, CHAIR))
    assert reason(person, 3) == (
        "Without the chair stretch until Wed 11 Mar, to compare. All else goes on."
    )


def test_six_or_more_puts_rest_first() -> None:
    person = Person(sessions=[session(1, held(CHAIR))], checks=[check(3, 6)])
    assert reason(person, 3) == "6 of 10: a rest day may be kinder."


@pytest.mark.parametrize("tick", TICKS)
def test_what_is_left_out_says_why(tick: str) -> None:
    standing = Person(decisions=[ticks(tick)]).standing(1)
    for exercise in INTRODUCTION:
        state = standing.states[exercise]
        if state.name is StateName.OFF:
            assert state_words(state, day(1)) == f"Left out: {TICKS[tick].short}."


def test_every_rest_says_why_and_until_when() -> None:
    for why in SetbackReason:
        words = state_words(State(StateName.RESTING, reason=why, until=day(4)), day(2))
        assert words.startswith("Resting until ")
    eased = [session(on, held(CHAIR, outcome=Outcome.EASED_OFF)) for on in (1, 2, 3)]
    sharp = session(1, held(CHAIR, outcome=Outcome.EASED_OFF, reason=Reason.SHARP))
    for person, words in ((Person(eased), "eased off three"), (Person([sharp]), "sharp")):
        assert words in state_words(person.standing(4).states[CHAIR], day(4))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Question(day(3), session=day(2)), "How is your back today?"),
        (Question(day(3)), "How is your back today?"),
        (
            Question(day(2), recalled=True, session=day(1)),
            "How was your back on Tuesday, the morning after?",
        ),
    ],
)
def test_the_question_says_which_day_is_meant(asked: Question, words: str) -> None:
    assert question_words(asked) == words


def test_a_day_that_is_near_is_named_by_its_weekday() -> None:
    assert [until_words(day(on), day(1)) for on in (2, 4, 8)] == [
        "tomorrow",
        "Thursday",
        "Mon 9 Mar",
    ]


def test_who_usually_has_six_hears_of_a_physiotherapist_once_a_week() -> None:
    person = Person(sessions=[session(1, held(CHAIR))], checks=checks(6, 6, 7, 6, 6, 6, 6, 7, 6))
    told = {on: "physiotherapist" in reason(person, on) for on in range(4, 10)}
    assert told == {4: False, 5: False, 6: False, 7: False, 8: True, 9: False}
    assert reason(person, 9) == "The easy two."


def test_what_rests_is_not_said_to_be_missing_a_thing() -> None:
    person = Person(
        sessions=[session(1, held(CHAIR, outcome=Outcome.EASED_OFF, reason=Reason.SHARP))]
    )
    told = "The chair stretch rests until Friday, and nothing else is due today. A walk is fine."
    assert [reason(person, on) for on in (1, 2)] == [told, told]


def test_what_was_sharp_twice_leaves_no_word_of_a_walk() -> None:
    sharp = held(CHAIR, outcome=Outcome.EASED_OFF, reason=Reason.SHARP)
    person = Person(sessions=[session(on, sharp) for on in (1, 2)])
    assert [reason(person, on) for on in (2, 3)] == [
        "It was sharp or numb twice within two weeks, so all stretches are left out. "
        "A doctor or physiotherapist can tell what is right for you now."
    ] * 2
    last = person.sessions[-1]
    told = sharp_words(last, person.standing(2))
    assert told.startswith("It was sharp or numb twice")
    assert told.endswith("emergency help, now.")
    assert sharp_words(last, Person(sessions=[last]).standing(2)) == SHARP_ADVICE
    assert not sharp_words(session(2, held(CHAIR)), person.standing(2))


def test_what_rests_for_different_times_is_told_in_one_sentence() -> None:
    both = (held(CHAIR), held(CROSSED, 2, 20))
    person = Person(sessions=[session(1, *both)])
    person.decisions = [
        decision(2, DecisionKind.REST, CHAIR, until=day(5)),
        decision(2, DecisionKind.REST, CROSSED, until=day(9)),
    ]
    assert reason(person, 2) == (
        "The crossed stretch and the chair stretch rest until Friday at least, and nothing else is "
        "due today. A walk is fine."
    )
    person.decisions = [decision(2, DecisionKind.REST, each) for each in (CHAIR, CROSSED)]
    assert reason(person, 2).startswith("The crossed stretch and the chair stretch rest, and")


def test_a_session_that_hurt_asks_for_no_more_on_its_day() -> None:
    person = Person(sessions=[session(1, held(CHAIR), held(CROSSED, 2, 20), worst=7)])
    rest = "Rest is best for now."
    assert reason(person, 1) == f"Today is done, and it hurt: nothing new until Thursday. {rest}"
    ended = (held(CHAIR, outcome=Outcome.EASED_OFF), held(CROSSED, 2, 20, outcome=Outcome.SKIPPED))
    person = Person(sessions=[session(1, *ended, worst=7)])
    assert reason(person, 1) == f"It hurt today: nothing new until Thursday. {rest}"
    assert not person.plan(1).items
    assert due_on(person.plan(1), person.standing(1)) is Due.NOTHING


def test_deep_bends_that_are_all_one_knows_wait_for_a_later_hour() -> None:
    person = Person(sessions=[session(on, held(FLOOR)) for on in (1, 2)], hour=7)
    person.decisions.append(decision(3, DecisionKind.SAME_AS_BEFORE, CROSSED))
    later = "What comes next waits for a later hour."
    assert reason(person, 3) == f"{later} Deep forward bends are kinder some time after getting up."


@pytest.mark.parametrize("known", [True, False])
def test_a_day_on_which_all_waits_for_a_later_hour_is_not_offered_to_be_marked(known: bool) -> None:
    person = Person(hour=7, possible=frozenset({FLOOR}))
    person.sessions += [session(1, held(FLOOR)), session(2, held(FLOOR))] * known
    plan, standing = person.plan(9), person.standing(9)
    assert (plan.why, plan.early) == (Why.EARLY, (FLOOR,))
    assert due_on(plan, standing) is Due.NOTHING
    person.hour = 9
    assert person.plan(9).exercises == (FLOOR,)


def test_what_rests_is_not_told_of_where_something_waits_for_a_later_hour() -> None:
    known = [session(on, held(FLOOR), held(CHAIR)) for on in (1, 2)]
    person = Person(known, hour=7, possible=frozenset({FLOOR, CHAIR}))
    person.decisions.append(decision(8, DecisionKind.REST, CHAIR))
    assert person.plan(9).why is Why.EARLY


def test_what_comes_later_does_not_wait_for_an_hour() -> None:
    person = Person(hour=7)
    for on in (1, 3, 5, 6):
        person.follow(on, 2)
    out = {each.exercise: each.why for each in left_out(person.plan(8), person.standing(8))}
    assert out[FLOOR] == out[STANDING] == "Comes later, one at a time."  # the lift is next
    for on in (8, 9, 12):
        person.follow(on, 2)
    out = {each.exercise: each.why for each in left_out(person.plan(15), person.standing(15))}
    assert out[FLOOR].startswith("Waits for a later hour")
    assert out[STANDING] == "Comes later, one at a time."


def test_a_full_week_needs_no_more() -> None:
    person = Person(decisions=[decision(1, DecisionKind.ALREADY)])
    told = {}
    for on in range(1, 9):
        told[on] = reason(person, on)
        person.follow(on)
    full = "The goal of this week is met. More is fine, but adds little."
    assert [on for on, words in told.items() if words == full] == [6, 7]
    assert reason(person, 7) == full  # a second session on that day


def test_a_routine_that_leads_is_not_said_to_be_shorter() -> None:
    person = Person(sessions=[session(1, held(CHAIR))])
    led = Routine("mine", "Mine", "My own.", items=(RoutineItem(CHAIR),))
    standing, plan = person.standing(21), replace(person.plan(21), why=Why.LEADS, led_by=led)
    line = day_line(standing, plan, Here(person.hour))
    assert line is not None
    assert day_line_words(line, plan, standing, named) == "Welcome back after 20 days."


def test_a_trial_of_all_one_knows_says_so() -> None:
    person = Person(sessions=[session(on, held(CHAIR)) for on in (1, 2)])
    person.decisions.append(decision(3, DecisionKind.TRIAL, CHAIR))
    assert reason(person, 4) == (
        "Without the chair stretch until Wednesday, to compare. "
        "You know nothing else yet. A walk is fine."
    )


def test_the_days_after_six_or_more_are_gentle_without_a_session_before_it() -> None:
    person = Person(sessions=[session(on, held(CHAIR), held(CROSSED, 2, 20)) for on in (1, 2, 5)])
    person.checks = [check(8, 7)]
    assert reason(person, 9) == (
        "An easy day: your back was 6 or more yesterday. From Thursday things may grow again."
    )
    assert reason(person, 10) == (
        "Nothing new yet: your back was 6 or more on Monday. From tomorrow things may grow again."
    )


def test_who_may_do_nothing_is_sent_to_a_doctor_and_not_on_a_walk() -> None:
    person = Person(decisions=[ticks("operation")])
    assert reason(person, 1) == (
        "What you ticked leaves all of it out. "
        "A doctor or physiotherapist can tell what is right for you now."
    )


@pytest.mark.parametrize(
    ("tick", "words"),
    [("hip", "One easy stretch to begin with"), ("nerve", "The massage to begin with: light")],
)
def test_a_first_session_of_one_says_so(tick: str, words: str) -> None:
    assert reason(Person(decisions=[ticks(tick)]), 1).startswith(words)


def test_the_first_day_after_an_ill_week_is_as_it_was() -> None:
    person = Person(sessions=[session(on, held(CHAIR), held(CROSSED, 2, 20)) for on in (1, 3)])
    assert person.plan(11).change is not None
    person.ill = [day(on) for on in range(4, 11)]
    assert reason(person, 11) == "Nothing new on the first day after a rest: it begins as it was."
    assert person.follow(11).change is None
    assert person.plan(13).change is not None


def test_what_is_back_after_a_trial_is_not_called_new() -> None:
    person = Person(sessions=[session(on, held(CHAIR), held(CROSSED, 2, 20)) for on in (1, 3)])
    person.decisions.append(decision(4, DecisionKind.TRIAL, CHAIR))
    person.sessions.append(session(6, held(CROSSED, 2, 20)))
    assert reason(person, 11) == "The chair stretch is back, short to begin with."


def test_a_harder_morning_tells_of_the_longest_rest_of_what_it_takes_back() -> None:
    person = Person(sessions=[session(1, held(CROSSED)), session(4, held(CROSSED), held(CHAIR))])
    person.checks = [*checks(2, 2, 2), check(4, 2), check(5, 5)]
    person.decisions.append(decision(5, DecisionKind.REST, CHAIR))
    assert "the chair stretch, rests. One morning" in reason(person, 5)


def test_a_routine_that_leads_is_done_once_a_day_and_says_where_it_is_not_as_written() -> None:
    written = Routine("mine", "Mine", "", (RoutineItem(CHAIR, reps=3, hold_seconds=20),))
    done, hurt = (session(1, held(CHAIR), worst=worst) for worst in (1, 7))
    ended = session(1, held(CHAIR, outcome=Outcome.SKIPPED))
    for today, kept, words, more in (
        (None, 20, "As it is written: you chose it to go before the plan.", False),
        (None, 10, "With the shorter holds that you kept, else as it is written.", False),
        (done, 20, "Today is done. Rest is fine; once more is fine, too.", True),
        (ended, 20, "As it is written: you chose it to go before the plan.", False),
        (hurt, 20, "Today is done, and it hurt: nothing new until Thursday. Rest is best", True),
    ):
        standing = Person(sessions=[] if today is None else [today]).standing(1)
        item = Item(CHAIR, Dose(3, kept, ""), ItemState.KNOWN)
        plan = DayPlan((item,), Why.LEADS, led_by=written)
        why = reason_for(plan, standing, named)
        assert why.words.startswith(words)
        assert Offer(plan=plan, standing=standing, length="", reason=why).is_more is more


def test_a_high_answer_is_told_with_its_number_and_a_severe_one_with_when_to_get_help() -> None:
    for rating, severe in ((6, False), (8, False), (9, True), (10, True)):
        person = Person(sessions=[session(1, held(CHAIR))], checks=[check(3, rating)])
        assert reason(person, 3) == f"{rating} of 10: a rest day may be kinder."
        standing, plan = person.standing(3), person.plan(3)
        why = reason_for(plan, standing, named)
        offer = Offer(plan=plan, standing=standing, length="", reason=why)
        told = [str(each) for each in reasons(offer, str)]
        assert any("when to get help" in each for each in told) is severe
