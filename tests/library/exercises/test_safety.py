"""The before-you-start card and the reminders."""

from library.exercises.safety import BEFORE_YOU_START, REMINDERS, VERSION

CARD = "\n".join("\n".join((p.title, p.text, *p.points)) for p in BEFORE_YOU_START)


def test_the_card_says_what_must_be_known_before_the_first_session() -> None:
    for words in (
        "not medical advice",
        "emergency number",
        "numbness between the legs",
        "urine or stool",
        "both legs",
        "chest pain",
        "bad fall",
        "pulled or torn hamstring",
        "Stop if it hurts",
    ):
        assert words in CARD
    assert VERSION >= 1


def test_reminders_fit_on_one_line_of_a_narrow_screen() -> None:
    assert len(set(REMINDERS)) == len(REMINDERS) >= 5
    assert max(map(len, REMINDERS)) <= 64
    assert not any("\n" in reminder for reminder in REMINDERS)
