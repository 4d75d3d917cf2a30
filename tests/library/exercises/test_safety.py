"""The before-you-start card and the reminders."""

from datetime import date, timedelta

from library.exercises.safety import BEFORE_YOU_START, REMINDERS, VERSION, reminder_at

CARD = "\n".join("\n".join((p.title, p.text, *p.points)) for p in BEFORE_YOU_START)


def test_the_card_says_what_must_be_known_before_the_first_session() -> None:
    for words in (
        "Not medical advice",
        "emergency number",
        "numbness between the legs",
        "urine or stool",
        "both legs",
        "chest pain",
        "bad fall",
        "pulled or torn hamstring",
        "swollen, warm or red",
        "To a doctor today",
        "Show these exercises to your doctor or physiotherapist before you start",
        "Stop if it hurts",
    ):
        assert words in CARD


def test_who_read_an_earlier_card_sees_what_is_new() -> None:
    new = [p.title for p in BEFORE_YOU_START if p.title_for(1).startswith("New: ")]
    assert len(new) == 2
    assert max(part.since for part in BEFORE_YOU_START) == VERSION
    for read in (None, VERSION):
        assert [p.title_for(read) for p in BEFORE_YOU_START] == [p.title for p in BEFORE_YOU_START]


def test_reminders_fit_on_one_line_of_a_narrow_screen() -> None:
    assert len(set(REMINDERS)) == len(REMINDERS) >= 5
    assert max(map(len, REMINDERS)) <= 64
    assert not any("\n" in reminder for reminder in REMINDERS)


def test_each_day_has_its_reminder_and_only_mornings_hear_of_getting_up() -> None:
    days = [date(2026, 11, 2) + timedelta(days=number) for number in range(len(REMINDERS))]
    assert {reminder_at(day, 7) for day in days} == set(REMINDERS)
    told = {reminder_at(day, 18) for day in days}
    assert set(REMINDERS) - told == {each for each in REMINDERS if "out of bed" in each}
