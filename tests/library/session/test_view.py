"""What a session looks like in words and numbers."""

from msgspec.structs import replace

from library.exercises.model import Exercise, HoldEnd, Kind, Need, Posture, Side, Sides
from library.routines.model import Step
from library.session.ease_off import EaseOffChoice
from library.session.engine import Session
from library.session.phase import Phase, into_place
from library.session.view import (
    fraction_done,
    fraction_when_asked,
    look,
    where_in_words,
    written_step,
)
from tests.library.builders import exercise, holds, plan


def at(seconds: float, *works: list[Step]) -> Session:
    session = Session(plan([step for work in works for step in work]))
    session.start()
    session.advance(seconds)
    return session


def test_a_hold_counts_down_to_its_last_second() -> None:
    assert [look(at(t, holds(exercise(), 30))).seconds for t in (10, 10.2, 38.9, 39.1)] == [
        30,
        30,
        2,
        1,
    ]


def test_a_hold_until_eased_counts_up_and_asks_in_time() -> None:
    eased = holds(exercise(end=HoldEnd.EASED), 30)
    early, late = look(at(25, eased)), look(at(45, eased))
    assert (early.seconds, early.caption) == (15, "{Session.eased} when it eases, up to 60 s")
    assert (late.seconds, late.caption) == (35, "Has it eased? Then press {Session.eased}")


def test_sides_reps_and_what_comes_next_are_told_in_words() -> None:
    session = at(12, holds(exercise(), 30, reps=2), holds(exercise("fold"), 20))
    view = look(session)
    assert (view.side, view.count) == (Side.LEFT, "rep 1 of 2, 30 s")
    assert view.coming == "Next: RIGHT leg, rep 1 of 2"
    session.advance(102)
    assert (look(session).side, look(session).count) == (Side.LEFT, "rep 2 of 2, 30 s")
    assert (look(session).sign, look(session).caption) == ("HOLD", "")
    session.advance(10 + 4 * 30 + 10 + 12 + 10 - 1)
    assert look(session).caption == "The last one"
    assert look(session).coming == "Next: Fold"
    session.advance(5000)
    assert look(session).caption == "Done"


def test_both_legs_at_once_are_told_in_plain_letters() -> None:
    session = at(12, holds(exercise(sides=Sides.BOTH), 30, reps=2))
    assert (look(session).side, look(session).coming) == (
        Side.BOTH,
        "Next: both legs, rep 2 of 2",
    )


def test_the_last_one_is_the_one_after_which_nothing_of_the_exercise_is_left() -> None:
    session = at(12, holds(exercise(), 30, reps=2), holds(exercise("fold"), 20))
    session.advance(102)
    session.ease_off()
    session.choose(EaseOffChoice.LEAVE_OUT)
    session.back()
    session.advance(125)
    assert look(session).caption == "The last one"


def test_every_pause_says_what_it_is_for() -> None:
    session = at(0, holds(exercise(), 30, reps=2), holds(exercise("fold"), 20))
    told = []
    for _ in range(11):
        view = look(session)
        told.append((view.phase, view.sign, view.state_words, view.caption))
        session.skip()
    right = (Phase.SWITCH, "SWITCH", "Switch sides", "Change to the right leg")
    left = (Phase.SWITCH, "SWITCH", "Switch sides", "Change to the left leg")
    assert told[0::2] == [
        (Phase.READY, "READY", "Get ready", "Stand up"),
        right,
        left,
        right,
        (Phase.REST, "NEXT", "Next exercise", "Stay standing"),
        right,
    ]


def test_pausing_and_sore_spots_are_told() -> None:
    session = at(15, holds(exercise(kind=Kind.MASSAGE), 40))
    assert look(session).caption == "Knead"
    session.mark_sore_spot()
    assert (look(session).phase, look(session).sign) == (Phase.HOLD, "SOFT")
    assert look(session).caption == "25 s here, then 35 s of the step"
    session.pause()
    assert look(session).caption == "Paused. {session.pause} goes on."
    assert (look(session).phase, look(session).sign) == (Phase.PAUSED, "PAUSE")
    session.resume()
    assert look(session).caption == "Get ready, it goes on"
    assert look(session).phase is Phase.READY


def test_the_written_steps_are_gone_through_while_getting_ready() -> None:
    bend = replace(exercise(), steps=("Stand.", "Bend.", "Hold.", "Rise."))
    session = Session(plan(holds(bend, 30)))
    session.start()
    reached = []
    for second in range(45):
        session.advance(float(second))
        reached.append(written_step(session))
    assert reached == [0] * 5 + [1] * 5 + [2] * 30 + [0] * 5


def test_the_bar_fills_from_nothing_to_all() -> None:
    session = at(10, holds(exercise(), 30))
    assert fraction_done(session) == 0
    session.advance(25)
    assert fraction_done(session) == 0.5


def test_a_massage_has_steps_from_getting_ready_on() -> None:
    session = at(0, holds(exercise(kind=Kind.MASSAGE), 40))
    ready = look(session).count
    session.advance(11)
    assert (ready, look(session).count) == ("step 1 of 1, 40 s", "step 1 of 1, 40 s")


def test_easing_off_stops() -> None:
    session = at(15, holds(exercise(), 30))
    session.ease_off()
    assert (look(session).phase, look(session).sign) == (Phase.EASED_OFF, "STOP")


def test_a_hold_until_eased_tells_the_most_it_takes_and_where_it_asks() -> None:
    session = at(25, holds(exercise(end=HoldEnd.EASED), 30))
    assert look(session).count == "rep 1 of 1, up to 60 s"
    assert look(session).may_end_sooner
    assert fraction_when_asked(session) == 0.5
    assert session.total_remaining == 45 + 10 + 60
    assert look(session).sign == "HOLD"
    session.advance(40)
    assert look(session).sign == "EASED?"
    session.advance(10 + 60 + 5)
    assert fraction_when_asked(session) is None
    session.advance(5000)
    assert not session.may_end_sooner


def test_what_to_do_before_an_exercise_is_told_by_where_one_is() -> None:
    def placed(posture: Posture, *needs: Need) -> Exercise:
        return replace(exercise(), posture=posture, needs=needs)

    chair = placed(Posture.SITTING, Need.FIRM_CHAIR)
    lying, floor = placed(Posture.LYING, Need.MAT), placed(Posture.FLOOR)
    standing = placed(Posture.STANDING)
    assert into_place(lying, None) == "Lie down on the mat"
    assert into_place(lying, chair) == "Lie down on the mat"
    assert into_place(lying, lying) == "Stay lying on the mat"
    assert into_place(floor, lying) == "Sit up on the floor"
    assert into_place(floor, standing) == "Sit down on the floor"
    assert into_place(chair, lying) == "Get up slowly and sit on the chair"
    assert into_place(chair, chair) == "Stay on the chair"
    assert into_place(standing, floor) == "Stand up slowly"
    assert into_place(standing, chair) == "Stand up"
    assert into_place(placed(Posture.SITTING), None) == "Sit down"
    assert into_place(placed(Posture.SITTING), chair) == "Stay seated"


def test_who_asks_is_told_exercise_leg_hold_and_what_is_left() -> None:
    session = Session(plan(holds(exercise(), 30, reps=2)))
    assert where_in_words(session) == "It has not begun."
    session.start()
    session.advance(4)
    assert where_in_words(session) == (
        "Bend, left leg, hold 1 of 2. Get ready, 6 seconds left. Then hold, 30 seconds. "
        "About 3 minutes of the session left."
    )
    session.advance(39)
    assert "left leg, hold 1 of 2. Hold, 1 second left. About 3 minutes" in where_in_words(session)
    session.advance(45)
    told = "Bend, right leg, hold 1 of 2. Switch sides, 5 seconds left. Then hold, 30 seconds."
    assert where_in_words(session).startswith(told)
    session.advance(500)
    assert where_in_words(session) == "The session is over."


def test_who_asks_in_a_pause_or_after_easing_off_is_told_so() -> None:
    session = at(20, holds(exercise(end=HoldEnd.EASED), 30))
    so_far = "Hold until it eases, 10 seconds so far; at 60 it ends by itself. At most 2 minutes"
    assert so_far in where_in_words(session)
    session.pause()
    assert "Paused, with 50 seconds left. {Session.pause} goes on." in where_in_words(session)
    session.resume()
    assert "It goes on in 5 seconds." in where_in_words(session)
    session.ease_off()
    assert "Stopped, as you eased off." in where_in_words(session)


def test_who_asks_in_a_massage_is_told_its_step() -> None:
    session = at(15, holds(exercise(kind=Kind.MASSAGE), 40, reps=2))
    assert where_in_words(session).startswith(
        "Bend, left leg, step 1 of 2. Knead, 35 seconds left. About"
    )
    session.mark_sore_spot()
    assert "Sore spot, 25 seconds left." in where_in_words(session)
