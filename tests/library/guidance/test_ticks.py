"""What the card of ticks says, and what comes of answers and of the word of a doctor."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from library.exercises.catalogue import Catalogue, ExercisesFolder
from library.guidance.order import FLOOR, MASSAGE, STANDING
from library.guidance.states import StateName
from library.guidance.ticks import TICKS, Ticked, idle_days, is_answered, ticked
from library.guidance.today import rules_all_out, standing_of
from library.history.record import DecisionKind, Outcome, Reason
from library.history.snapshot import Snapshot
from library.settings import Settings
from tests.library.guidance.person import Person, day, decision, held, number, session, ticks
from tui.text.precautions import ticked_words

LIFT = DecisionKind.LIFT_TICK


def card(person: Person, on: int) -> Ticked:
    return ticked(person.standing(on).log)


def test_nothing_ticked_is_an_answer() -> None:
    assert not is_answered(Person().standing(1).log)
    assert is_answered(Person(decisions=[ticks()]).standing(1).log)
    assert card(Person(decisions=[ticks()]), 1) == Ticked()


def test_the_card_shows_the_last_answer_and_what_was_lifted() -> None:
    person = Person(
        decisions=[ticks("clot", "nerve", "bones"), decision(2, LIFT, words=("nerve",))]
    )
    assert card(person, 1) == Ticked(("bones", "nerve", "clot"))
    assert card(person, 2) == Ticked(("bones", "nerve", "clot"), ("nerve",))


def test_what_is_ticked_without_its_yes_is_in_force_again() -> None:
    person = Person(decisions=[ticks("nerve"), decision(2, LIFT, words=("nerve",))])
    person.decisions.append(ticks("nerve", on=3))
    assert person.standing(3).ticks.keys() == {"nerve"}
    assert not person.standing(2).ticks


def test_ticks_of_a_later_version_stay() -> None:
    assert card(Person(decisions=[ticks("moon", "clot")]), 1) == Ticked(("clot", "moon"))


def test_what_is_in_force_by_itself_is_ticked() -> None:
    sharp = held("leg-lift", 1, outcome=Outcome.EASED_OFF, reason=Reason.SHARP)
    person = Person(sessions=[session(on, sharp) for on in (4, 9)], decisions=[ticks()])
    assert card(person, 8) == Ticked()
    assert card(person, 9) == Ticked(("nerve",))
    person.decisions += [ticks("nerve", on=10), decision(11, DecisionKind.INCLUDE, "leg-lift")]
    assert person.standing(11).states["leg-lift"].is_allowed


def test_what_was_sharp_twice_is_never_forgotten() -> None:
    sharp = held("leg-lift", 1, outcome=Outcome.EASED_OFF, reason=Reason.SHARP)
    person = Person(sessions=[session(on, sharp) for on in (4, 9)])
    person.sessions += [session(on, held("hamstring-massage")) for on in range(20, 500, 10)]
    assert "nerve" not in person.standing(8).ticks
    assert all("nerve" in person.standing(on).ticks for on in (9, 160, 500))
    person.decisions.append(decision(501, LIFT, words=("nerve",)))
    assert "nerve" not in person.standing(501).ticks


def test_two_exercises_that_were_sharp_in_one_session_are_twice() -> None:
    chair, lift = (
        held(each, 1, outcome=Outcome.EASED_OFF, reason=Reason.SHARP)
        for each in ("chair-leg-stretch", "leg-lift")
    )
    assert "nerve" in Person(sessions=[session(4, chair, lift)]).standing(4).ticks
    assert "nerve" not in Person(sessions=[session(4, chair)]).standing(4).ticks


@pytest.mark.parametrize("tick", TICKS)
def test_an_own_deep_forward_bend_is_left_out_with_the_deepest_of_the_built_in_ones(
    tick: str,
) -> None:
    built_in = ExercisesFolder(Path("none")).read()[0]
    bend = replace(built_in.get(FLOOR), id="toe-touch", name="Toe touch", own=True)
    plank = replace(bend, id="plank", deep_forward_bend=False)
    catalogue = Catalogue((*built_in, bend, plank))
    standing = standing_of(Snapshot(decisions=(ticks(tick),)), catalogue, Settings(), day(1))
    assert standing.state("toe-touch").ticks == standing.states[STANDING].ticks
    assert standing.state("plank").name is StateName.NOT_YET
    is_out = standing.states[STANDING].name is StateName.OFF
    assert ("Toe touch" in ticked_words(standing, catalogue, standing.log)) is is_out


def idle(person: Person, until: int) -> list[int]:
    """Numbers of the days on which what was ticked left nothing to do."""
    history = Snapshot(sessions=tuple(person.sessions), decisions=tuple(person.decisions))
    return sorted(number(each) for each in idle_days(history, day(until)))


def test_days_are_idle_while_the_ticks_leave_nothing() -> None:
    person = Person(decisions=[ticks(on=1), ticks("clot", "nerve", on=3), ticks("clot", on=6)])
    assert idle(person, 1) == []
    assert idle(person, 4) == [3, 4]
    assert idle(person, 9) == [3, 4, 5, 6]
    person.decisions += [ticks("operation", on=8), decision(10, LIFT, words=("operation",))]
    assert idle(person, 12) == [3, 4, 5, 6, 8, 9, 10]
    person.decisions.append(decision(5, DecisionKind.INCLUDE, MASSAGE))
    assert idle(person, 12) == [3, 4, 5, 8, 9, 10]


def test_days_are_idle_from_when_what_was_sharp_left_nothing() -> None:
    sharp = held("leg-lift", 1, outcome=Outcome.EASED_OFF, reason=Reason.SHARP)
    person = Person(sessions=[session(on, sharp) for on in (4, 9)])
    assert idle(person, 10) == []  # the massage is left
    person.decisions = [ticks("clot")]
    assert idle(person, 10) == [9, 10]


@given(
    st.lists(
        st.tuples(
            st.integers(1, 9),
            st.sampled_from([DecisionKind.TICKS, LIFT, DecisionKind.INCLUDE]),
            st.sets(st.sampled_from(["operation", "hamstring", "clot"])),
        ),
        max_size=6,
        unique_by=lambda each: each[0],
    )
)
def test_a_day_that_ends_with_nothing_left_is_idle(
    made: list[tuple[int, DecisionKind, set[str]]],
) -> None:
    person = Person()
    for on, kind, words in made:
        exercise = MASSAGE if kind is DecisionKind.INCLUDE else None
        person.decisions.append(decision(on, kind, exercise, words=tuple(words)))
    ended = {on for on in range(1, 11) if rules_all_out(person.standing(on))}
    began = {on for on in range(2, 11) if on - 1 in ended}
    assert set(idle(person, 10)) == ended | began
