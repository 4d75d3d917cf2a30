"""What the verbs that only read print."""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from library.clock import SystemClock
from library.history.record import MarkKind
from library.history.store import HistoryStore
from library.paths import Paths, find_paths
from tests.library.builders import record
from tests.library.history.tables import table_of
from tests.tui.cli.sessions import make_session
from tui.__main__ import run
from tui.cli.output import complain


@pytest.fixture
def at_four_march(monkeypatch: pytest.MonkeyPatch) -> None:
    """The verbs take it to be Wednesday, 4 March 2026, in the evening."""
    monkeypatch.setattr(SystemClock, "now", lambda self: datetime(2026, 3, 4, 20, tzinfo=UTC))


# history


def test_history_as_json_is_a_list_of_sessions_oldest_first(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.add(make_session(2, note="später", pain_before=4, pain_after=2))
    history.add(make_session(1))
    assert run(["history", "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["practice_day"], second["practice_day"]) == ("2026-03-01", "2026-03-02")
    assert second == {
        "id": "00000000-0000-0000-0000-000000000002",
        "started_at": "2026-03-02T17:30:00Z",
        "utc_offset_minutes": 60,
        "practice_day": "2026-03-02",
        "routine": "Desk break",
        "seconds": 120,
        "completed": True,
        "holds": [
            {
                "exercise": "chair-leg-stretch",
                "side": "left",
                "rep": 1,
                "planned_seconds": 20,
                "held_seconds": 20,
                "outcome": "done",
            },
            {
                "exercise": "chair-leg-stretch",
                "side": "right",
                "rep": 1,
                "planned_seconds": 20,
                "held_seconds": 12.5,
                "outcome": "eased_off",
            },
        ],
        "sore_spots": [],
        **{"pain_before": 4, "pain_after": 2, "pain_worst": None, "worst_where": ""},
        "note": "später",
    }


def test_an_empty_history_is_an_empty_list(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert run(["history", "--json"]) == 0
    assert capsys.readouterr().out == "[]\n"
    assert run(["history"]) == 0
    assert capsys.readouterr().out == "No sessions yet.\n"
    assert list(home.iterdir()) == []


def test_history_shows_a_session_a_line(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.add(make_session(1, note="two\nlines", pain_after=2))
    assert run(["history"]) == 0
    line = capsys.readouterr().out
    for part in (
        "2026-03-01",
        "2.0 min",
        "- > 2",
        "1 hold, 1 eased off",
        "Desk break",
        "two lines",
    ):
        assert part in line
    assert line.count("\n") == 1


def test_history_shows_the_marked_days_among_the_sessions(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.mark(date(2026, 3, 2), MarkKind.ILL)
    assert run(["history"]) == 0
    assert capsys.readouterr().out == "2026-03-02  marked as ill\n"
    for day in (1, 2, 3):
        history.add(make_session(day))
    assert run(["history"]) == 0
    days = [line[:23] for line in capsys.readouterr().out.splitlines()]
    assert days[1] == "2026-03-02  marked as i"
    assert [line[:10] for line in days] == [f"2026-03-0{day}" for day in (1, 2, 2, 3)]


@pytest.mark.usefixtures("at_four_march")
def test_history_in_sentences_is_told_by_weeks_the_newest_first(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["history", "--plain"]) == 0
    assert capsys.readouterr().out == "No sessions yet.\n"
    history.add(make_session(1, note="two\nlines", pain_worst=2))
    history.add(make_session(2))
    history.add(make_session(3, routine="Morning"))
    history.mark(date(2026, 3, 3), MarkKind.TRAVEL)
    history.mark(date(2026, 2, 10), MarkKind.ILL)
    assert run(["history", "--plain"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "This week from Monday 2 March: 2 of 3 days.",
        "Tuesday 3 March: marked as travel.",
        "Tuesday 3 March 18:30: Morning. 2 minutes, both legs, 1 hold done, 1 eased off.",
        "Monday 2 March 18:30: Desk break. 2 minutes, both legs, 1 hold done, 1 eased off.",
        "",
        "Last week from Monday 23 February: 1 of 3 days.",
        "Sunday 1 March 18:30: Desk break. 2 minutes, both legs, 1 hold done, 1 eased off. "
        "Pain before: not noted, worst: 2 of 10. Note: two lines",
        "",
        "Week from Monday 9 February 2026.",
        "Tuesday 10 February: marked as ill.",
    ]


@pytest.mark.usefixtures("at_four_march")
def test_a_session_that_is_still_to_come_counts_for_no_week(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.add(record(date(2028, 1, 5)))
    assert run(["history", "--plain"]) == 0
    assert capsys.readouterr().out.startswith("Week from Monday 3 January 2028.\n")


def test_where_the_terminal_is_dumb_sentences_come_by_themselves(
    history: HistoryStore, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    history.add(make_session(1))
    monkeypatch.setenv("TERM", "dumb")
    assert run(["history"]) == 0
    assert capsys.readouterr().out.startswith("2026-03-01 ")  # into a file or a pipe
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(["history"]) == 0
    assert capsys.readouterr().out.startswith("Week from Monday 23 February 2026: 1 of 3 days.")


def test_a_hostile_note_never_reaches_the_terminal_raw(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = "\x1b]0;x\x07\x9b2J\u202e[@click=app.quit]x[/]"
    history.add(make_session(1, note=hostile, routine=hostile))
    run(["history"])
    assert capsys.readouterr().out.rstrip("\n").isprintable()
    run(["history", "--json"])
    assert capsys.readouterr().out.replace("\n", "").isprintable()


def test_what_was_not_as_it_should_be_is_told_beside_the_answer(
    history: HistoryStore, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    history.add(make_session(1))
    paths.history_file.write_text("")
    assert run(["history", "--json"]) == 0
    output = capsys.readouterr()
    assert len(json.loads(output.out)) == 1
    assert output.err.startswith("supple: ")


@pytest.mark.parametrize("verb", ["status", "history"])
def test_copies_beside_the_log_are_told_until_somebody_answers(
    verb: str, history: HistoryStore, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    history.add(make_session(1))
    copy = paths.data_dir / "history (conflict).json"
    copy.write_bytes(paths.history_file.read_bytes())
    (paths.data_dir / "notes.txt").write_text("mine")
    assert run([verb]) == 0
    assert capsys.readouterr().err == ""  # it holds nothing more
    other = HistoryStore(copy, paths.data_dir / "elsewhere", SystemClock())
    other.add(make_session(2))
    assert run([verb]) == 0
    assert capsys.readouterr().err == (
        "supple: A copy of your log lies beside it: history (conflict).json (1 new, 1 the same); "
        "see supple doctor\n"
    )
    (paths.data_dir / "history 2.json").write_bytes(copy.read_bytes() + b" ")
    assert run([verb]) == 0
    assert "(1 new, 1 the same) and 1 more; see" in capsys.readouterr().err
    history.leave_copies(*history.sync_conflicts())
    assert run([verb]) == 0
    assert capsys.readouterr().err == ""


def test_a_record_that_makes_no_sense_is_told_and_left_out(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for day in (1, 2):
        history.add(make_session(day))
    table_of(history).update({"pain_before": 11}, doc_ids=[make_session(1).id])  # type: ignore[list-item]
    assert run(["history", "--json"]) == 0
    output = capsys.readouterr()
    assert [entry["id"] for entry in json.loads(output.out)] == [make_session(2).id]
    assert output.err == (
        "supple: Kept but left out, being not valid: 1 record of yours; see supple doctor\n"
    )


@pytest.mark.parametrize("verb", ["status", "history"])
def test_a_history_that_cannot_be_read_is_a_failure(
    paths: Paths, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    paths.history_file.mkdir(parents=True)
    assert run([verb]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err == f"supple: {paths.history_file} is a folder, not a file.\n"


@pytest.mark.parametrize("verb", ["status", "history"])
def test_a_file_in_place_of_the_data_folder_is_a_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    (tmp_path / "file").write_text("")
    assert run([verb, "--data-dir", str(tmp_path / "file")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


# status


@pytest.mark.usefixtures("at_four_march")
def test_status_as_json_has_the_numbers_people_check(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    for day in (1, 2, 3, 4):
        history.add(make_session(day))
    assert run(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "week": {"days": 3, "goal": 3},
        "weeks_in_a_row": 1,
        "best_weeks_in_a_row": 1,
        "days_in_a_row": 4,
        "best_days_in_a_row": 4,
        "strength": 26.1,
        "sessions": 4,
        "minutes": 8,
        "check": {"due": False, "about": None},
    }


@pytest.mark.usefixtures("at_four_march")
def test_status_follows_the_settings(
    history: HistoryStore, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    history.add(make_session(1))
    history.add(make_session(4))
    paths.settings_file.parent.mkdir(parents=True)
    paths.settings_file.write_text(
        'weekly_goal = 5\nfirst_weekday = "sunday"\npast_goals = [{until = 2026-02-22, days = 1}]'
    )
    assert run(["status"]) == 0
    assert "This week      2 of 5 days\n" in capsys.readouterr().out
    paths.settings_file.write_text('weekly_goal = 1\nfirst_weekday = "sunday"')
    assert run(["status"]) == 0
    assert "This week      goal met, +1\n" in capsys.readouterr().out


def test_status_before_the_first_session_has_no_noughts(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    assert run(["status"]) == 0
    assert capsys.readouterr().out == "This week      goal 3 days\n"
    assert list(home.iterdir()) == []


@pytest.mark.usefixtures("at_four_march")
def test_status_tells_what_the_pages_tell(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a grade after a day, nor a nought after a pause that the best stands beside."""
    history.add(make_session(4))
    assert run(["status"]) == 0
    assert capsys.readouterr().out == (
        "This week      1 of 3 days\n"
        "Days in a row  1 (best 1)\n"
        "In all         1 session, 2 min with rests\n"
        "This week      1 of 3 days\n"
    )
    history.delete([history.load().sessions[0].id])
    for day in (1, 2, 3):
        history.add(replace(make_session(day), practice_day=date(2026, 2, 2 + day)))
    assert run(["status"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(
        "This week      goal 3 days\nWeeks in a row best 1\nDays in a row  best 3\nSteadiness "
    )


# paths and list


def test_paths_names_every_place(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert run(["paths"]) == 0
    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    paths = find_paths(None, {})
    assert lines["history"] == str(paths.history_file)
    assert lines["settings"] == str(paths.settings_file)
    assert set(lines) == {
        "history",
        "settings",
        "routines",
        "exercises",
        "built-in",
        "state",
        "backups",
        "kept",
        "sheets",
        "merged",
        "drafts",
        "tones",
        "log",
    }
    built_in = Path(lines["built-in"])
    assert (built_in / "leg-lift.toml").is_file()
    assert list(home.iterdir()) == []


def test_a_data_folder_may_stand_before_or_after_the_verb(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = []
    monkeypatch.setenv("SUPPLE_DATA_DIR", str(tmp_path / "variable"))
    for arguments in (["--data-dir", "X", "paths"], ["paths", "--data-dir", "X"], ["paths"]):
        assert run([argument.replace("X", str(tmp_path / "x")) for argument in arguments]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert str(tmp_path / "x" / "history.json") in outputs[0]
    assert str(tmp_path / "variable" / "history.json") in outputs[2]


def test_list_shows_routines_and_exercises_with_their_clock_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["list"]) == 0
    text = capsys.readouterr().out
    assert "2:00  desk-break" in text
    assert text.index("Routines") < text.index("desk-break") < text.index("Exercises")


def test_list_as_json_names_what_a_script_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    desk = next(routine for routine in document["routines"] if routine["id"] == "desk-break")
    assert desk["seconds"] == 120
    assert desk["exercises"] == ["chair-leg-stretch"]
    assert len(document["exercises"]) == 7
    assert {"id", "name", "seconds", "posture", "sides", "needs", "tags", "own"} <= set(
        document["exercises"][0]
    )


def test_list_follows_the_persons_pace(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    settings = find_paths(None, {}).settings_file
    settings.parent.mkdir(parents=True)
    settings.write_text("get_ready_seconds = 20\n")
    run(["list"])
    assert "2:10  desk-break" in capsys.readouterr().out


def test_bad_files_of_ones_own_are_told_and_the_rest_is_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    paths = find_paths(None, {})
    paths.exercises_dir.mkdir(parents=True)
    (paths.exercises_dir / "mine.toml").write_text("id = \x1b")
    paths.settings_file.write_text("weekly_gaol = 3")
    paths.routines_file.write_text("routine = 5")
    assert run(["list"]) == 0
    output = capsys.readouterr()
    assert "desk-break" in output.out
    for file in ("mine.toml", "settings.toml", "routines.toml"):
        assert f"supple: {file}" in output.err
    assert output.err.replace("\n", "").isprintable()


# what is dated in the future


@pytest.mark.usefixtures("at_four_march")
def test_what_is_to_come_counts_for_nothing_and_is_told_once(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.add(make_session(2))
    assert run(["status", "--json"]) == 0
    before = capsys.readouterr()
    far = {"practice_day": date(2099, 1, 1), "started_at": datetime(2099, 1, 1, tzinfo=UTC)}
    history.add(make_session(3, **far))
    assert run(["status", "--json"]) == 0
    after = capsys.readouterr()
    assert after.out == before.out
    assert before.err == ""
    assert after.err.startswith(
        "supple: A session is dated Thu 1 Jan 2099, which is still to come; "
    )
    assert after.err.count("\n") == 1
    history.add(make_session(4, practice_day=date(2026, 3, 7)))
    run(["doctor"])
    told = capsys.readouterr().out
    assert "look   2 sessions are dated Sat 7 Mar 2026 or later; until then they count" in told
    assert "open it on the page History and change its day." in told
    assert run(["history"]) == 0
    assert [line[:10] for line in capsys.readouterr().out.splitlines()] == [
        "2026-03-02",
        "2026-03-07",
        "2099-01-01",
    ]


@pytest.mark.usefixtures("at_four_march")
def test_a_day_ahead_counts_as_today(
    history: HistoryStore, capsys: pytest.CaptureFixture[str]
) -> None:
    history.add(make_session(5))
    assert run(["status"]) == 0
    told = capsys.readouterr()
    assert "This week      1 of 3 days" in told.out
    assert told.err == ""


def test_a_long_sentence_on_stderr_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    complain(["a" * 5_000 + " end"])
    assert capsys.readouterr().err.endswith(" end\n")
