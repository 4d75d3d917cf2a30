"""What is read and asked before a session without a screen."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from library.guidance.ticks import Ticked
from library.paths import Paths
from library.routines.model import Plan, Routine
from library.routines.planning import routine_of
from tests.clock import FakeClock
from tests.tui.cli.plain_answers import USUAL, Answers, asking
from tests.tui.cues.heard import SILENCE, hear
from tui.cli.context import Context
from tui.cli.plain.before import Ready
from tui.cli.plain.prompts import Prompts
from tui.cli.plain.terminal import Leaving
from tui.cues.reader import Reader


@pytest.fixture
def first_run(tmp_path: Path) -> Iterator[Context]:
    """Somebody who has read nothing, with an empty log."""
    with click.Context(click.Command("start")).scope():
        yield Context(Paths(tmp_path, tmp_path, tmp_path / "state"), FakeClock())


@pytest.fixture
def context(first_run: Context) -> Context:
    """Somebody who has read the card, with an empty log."""
    first_run.profile.acknowledge_card()
    return first_run


def named(context: Context, name: str) -> Routine:
    known: list[Routine] = [*context.profile.routines, *map(routine_of, context.profile.catalogue)]
    return next(each for each in known if each.id == name)


def ready(
    context: Context, name: str, *answers: str, asks: bool = True, anyway: bool = False
) -> tuple[Plan | None, str]:
    """What comes of the wish for a routine, and what was printed."""
    told: list[str] = []
    prompts = asking(*answers, tell=told.extend) if asks else None
    made = Ready(context, told.extend, prompts, anyway=anyway, quiet=False)
    plan = made.plan(named(context, name))
    return plan, "\n".join(told)


def exercises(plan: Plan | None) -> list[str]:
    assert plan is not None
    return [each.id for each in plan.exercises]


def tick(context: Context, *words: str) -> None:
    context.history.put(context.guide.ticks(Ticked(words)))


def test_what_is_ticked_at_the_first_start_is_left_out_of_todays_plan(first_run: Context) -> None:
    told: list[str] = []
    made = Ready(first_run, told.extend, asking("\n", "6", "\n", "\n"), anyway=False, quiet=False)
    plan = made.plan(first_run.plan_of(first_run.profile.today()))
    assert "crossed-leg-stretch" not in exercises(plan)
    (heading,) = [line for line in told if line.startswith("Today's stretches")]
    names = [line.partition(":")[0] for line in told[told.index(heading) + 1 :]]
    assert plan is not None
    assert names[: len(plan.exercises)] == [each.name for each in plan.exercises]
    assert first_run.guide.standing.ticks


def test_what_is_left_out_is_asked_about_in_words(context: Context) -> None:
    tick(context, "bones")
    plan, told = ready(context, "after-sitting", "\n")
    assert exercises(plan) == ["leg-lift"]
    assert "- Leg crossover. Left out: weak bones." in told
    assert "Enter begins with the rest, a takes all of it as written; escape leaves." in told
    assert exercises(ready(context, "after-sitting", "a")[0]) == ["leg-lift", "leg-crossover"]
    assert ready(context, "after-sitting", "q")[0] is None


def test_a_single_exercise_that_is_left_out_needs_a_yes(context: Context) -> None:
    tick(context, "bones")
    assert ready(context, "leg-crossover", "\n", "q")[0] is None
    assert exercises(ready(context, "leg-crossover", "\n", "a")[0]) == ["leg-crossover"]


@pytest.mark.parametrize("name", ["leg-crossover", "after-sitting"])
def test_where_nobody_can_be_asked_it_is_refused_with_a_reason(context: Context, name: str) -> None:
    tick(context, "bones")
    with pytest.raises(click.ClickException) as refused:
        ready(context, name, asks=False)
    assert refused.value.exit_code == 1
    assert "Leg crossover. Left out: weak bones." in refused.value.message
    assert f"start {name} --plain --anyway starts it all the same." in refused.value.message
    assert "leg-crossover" in exercises(ready(context, name, asks=False, anyway=True)[0])


@pytest.mark.usefixtures("newcomer")
def test_cautions_are_read_before_first_times(context: Context) -> None:
    plan, told = ready(context, "all-six", "\n")
    assert len(exercises(plan)) == 6
    assert told.startswith("6 new exercises at once. One at a time shows which one suits you.")
    assert "Standing stretch:\n" in told
    assert told.endswith("Enter: I have read this. Escape leaves.")
    assert ready(context, "first-steps", "q")[0] is None
    assert "- Use a chair without wheels" in ready(context, "first-steps", asks=False)[1]


@pytest.mark.usefixtures("newcomer")
def test_cautions_name_their_exercise_where_there_is_only_one(context: Context) -> None:
    assert "Leg lift:\n- " in ready(context, "leg-lift", "\n")[1]


@pytest.mark.usefixtures("newcomer")
@pytest.mark.parametrize(("answer", "seconds"), [("\n", 10), ("a", 20)])
def test_who_is_new_to_it_begins_with_less(context: Context, answer: str, seconds: int) -> None:
    plan, told = ready(context, "desk-break", "?", answer)
    assert plan is not None
    assert plan.work[0].seconds == seconds
    keys = "Enter takes 10 s, a takes 20 s as written. Escape leaves."
    assert f"New to you: holds of 10 s first.\n{keys}" in told
    assert told.endswith(f"That key does nothing.\n{keys}")


@pytest.mark.usefixtures("newcomer")
def test_where_nobody_can_be_asked_it_is_less_unless_wanted(context: Context) -> None:
    plan, told = ready(context, "desk-break", asks=False)
    assert plan is not None
    assert plan.work[0].seconds == 10
    assert "--anyway takes 20 s as written." in told
    plan, told = ready(context, "desk-break", asks=False, anyway=True)
    assert plan is not None
    assert plan.work[0].seconds == 20
    assert "New to you" not in told


def test_after_the_card_the_ticks_are_asked_for_by_numbers(first_run: Context) -> None:
    context = first_run
    plan, told = ready(context, "leg-lift", "\n", "99\n", "9, 1\n", "\n")
    assert exercises(plan) == ["leg-lift"]
    assert "9  a blood clot in the past" in told
    assert "Not understood: the lines have numbers from 1 to 11." in told
    assert list(context.guide.standing.ticks) == ["bones", "clot"]
    assert "Left out: Hamstring massage, Floor leg stretch, Standing stretch" in told


def test_a_voice_reads_the_card_until_it_was_read(
    first_run: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = hear(monkeypatch)
    ready(first_run, "desk-break", "q")
    assert heard.words == []  # nobody wished for a voice
    first_run.profile.change_settings(speech="auto")
    profile = first_run.profile
    reader = Reader(lambda: profile.cue_settings, first_run.clock, {})
    prompts = Prompts(Answers("\n", "q"), Leaving(), USUAL, lambda _: None, reader)
    made = Ready(first_run, prompts.tell, prompts, anyway=False, quiet=False)
    made.plan(named(first_run, "desk-break"))
    read = heard.words[: heard.words.index(SILENCE)]
    assert (
        read[0]
        == "What supple is: A gentle guide through stretches, and a log. Not medical advice."
    )
    assert "Stop, and call your emergency number, if you notice:" in read
    assert "back pain after a bad fall or an accident." in read
    assert read[-1] == "Enter: I have read this. Escape leaves."
    asked = heard.since(SILENCE)
    assert asked[0].startswith("Does any of this apply to you?")
    assert asked[1].startswith("1: ")
    assert any(each.startswith("Their numbers, such as 1 5, then Enter") for each in asked)
