"""The settings page: everything can be changed, saved and taken back."""

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from library.exercises.safety import VERSION
from library.history.record import CardRead
from library.settings import SCHEMA, SHOWN, Acknowledgement, Settings
from library.settings.kinds import Choice, Switch, Whole, Words
from tests.marks import torture
from tests.tui.cues.programs import Bin
from tests.tui.pages import SIZES, notices, services_in, shown
from tests.tui.settings_page import app_in, explained, go_to, in_file, page_of
from tests.tui.support import page_app, settled
from tui.dialogs.before_you_start import BeforeYouStart
from tui.dialogs.theme import ThemeChooser
from tui.keys.names import key_of
from tui.screens.settings import CARD, SettingsPage
from tui.text.settings import FILE, REMINDER, value_words

STEPPED = [
    setting.key
    for setting in SHOWN.values()
    if isinstance(setting.kind, (Whole, Switch, Choice)) or setting.key == "place"
]


async def test_an_arrow_changes_each_setting_and_the_file_has_it(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        for key in STEPPED:
            go_to(app, key)
            kind = SCHEMA[key].kind
            at_the_top = isinstance(kind, Whole) and getattr(Settings(), key) == kind.high
            await pilot.press("left" if at_the_top else "right")
            changed = getattr(app.services.profile.settings, key)
            assert changed != getattr(Settings(), key), key
            assert in_file(tmp_path)[key] == changed, key
            assert value_words(key, app.services.profile.settings) in explained(app), key


async def test_each_change_can_be_taken_back_by_left_undo_and_default(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        for change, back in (("l", "h"), ("space", "u"), ("enter", "r")):
            go_to(app, "rest_seconds")
            await pilot.press(change)
            assert app.services.profile.settings.rest_seconds == 15
            await pilot.press(back)
            assert app.services.profile.settings.rest_seconds == 10


async def test_j_and_k_go_from_setting_to_setting(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    seen = []
    async with app.run_test() as pilot:
        for key in ("j", "j", "j", "k"):
            seen.append(page_of(app).lines.current)
            await pilot.press(key)
        seen.append(page_of(app).lines.current)
    keys = [setting.key for setting in SHOWN.values()]
    assert seen == [*keys[:4], keys[2]]


async def test_two_columns_are_walked_through_as_one(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        lines = page_of(app).lines
        ends = [
            [option.id for option in column.options if not option.disabled]
            for column in lines.lists
        ]
        (first, *_, last), (second, *_, end) = ends
        assert first == next(iter(SHOWN))
        for key, there in (
            ("k", end),
            ("j", first),
            ("up", end),
            ("g", second),
            ("k", last),
            ("j", second),
        ):
            await pilot.press(key)
            assert lines.current == there, key
            assert sum(column.highlighted is not None for column in lines.lists) == 1
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert lines.current == second
        assert not lines.lists[1].option_count
        await pilot.press("k")
        assert lines.current == last


async def test_a_click_in_the_other_column_finds_the_line_that_was_there(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(120, 30)) as pilot:
        lines = page_of(app).lines
        first, second = lines.lists
        first.scroll_to(y=3, animate=False)
        lines.go_to("tab_title")
        second.focus()
        await pilot.pause()
        there = first.options[6].id
        await pilot.click(first, offset=(6, 3))
        await pilot.pause()
        assert first.scroll_offset.y == 3
        assert lines.current == there


async def test_compact_and_reduced_motion_work_at_once(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, "compact")
        await pilot.press("right")
        go_to(app, "reduced_motion")
        await pilot.press("right")
        assert app.has_class("-compact")
        assert app.animation_level == "none"


async def test_a_theme_is_tried_on_kept_by_enter_and_taken_off_by_escape(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, "theme")
        await pilot.press("enter")
        assert isinstance(app.screen, ThemeChooser)
        names = {option.id for option in app.screen.themes.options}
        assert names == {"auto", *app.available_themes} >= {"ansi-dark", "ansi-light"}
        await pilot.press("home", "down", "down")
        assert app.theme == "supple-light"
        await pilot.press("escape")
        assert app.theme == "supple-dark"
        assert "theme" not in in_file(tmp_path)
        await pilot.press("enter", "home", "down", "down", "enter")
        assert app.theme == "supple-light"
        assert in_file(tmp_path)["theme"] == "supple-light"
        await pilot.press("u")
        assert app.theme == "supple-dark"


async def test_a_theme_taken_off_gives_way_to_what_was_chosen_elsewhere_meanwhile(
    tmp_path: Path,
) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, "theme")
        await pilot.press("enter", "home")
        app.services.profile.change_settings(theme="nord")
        await pilot.press("home", "down", "escape")
        assert app.theme == "nord"


async def test_an_unknown_theme_is_ignored_and_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('theme = "nrd"')
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("home")
        assert app.theme == "supple-dark"
        assert "there is no such theme. Did you mean nord?" in explained(app)


TYPED = [
    setting.key
    for setting in SHOWN.values()
    if isinstance(setting.kind, Words) and setting.key not in ("place", "theme")
]


@pytest.mark.parametrize("key", [TYPED[0], *map(torture, TYPED[1:])])
async def test_a_text_is_typed_and_may_be_emptied(tmp_path: Path, key: str) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, key)
        for text in ('say [red] "x"', ""):
            await pilot.press("enter")
            app.screen.query_one(Input).value = text
            await pilot.press("enter")
            assert in_file(tmp_path)[key] == text
            assert text in explained(app)


def test_no_setting_is_left_that_cannot_be_changed_here() -> None:
    changed = {*STEPPED, *TYPED, "theme", "places"}
    assert {setting.key for setting in SHOWN.values()} - changed == {"keys"}


# What is wrong in the files


async def test_an_unknown_key_is_listed_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("weekly_gaol = 4\n")
    app = app_in(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        assert page_of(app).lines.current == next(iter(SHOWN))
        await pilot.press("home")
        assert "Needs attention" in await shown(pilot)
        assert "Did you mean weekly_goal?" in explained(app)


async def test_a_broken_file_is_never_overwritten_and_nothing_is_lost(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("weekly_goal = = 4\n")
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("right", "right")
        assert app.services.profile.settings.weekly_goal == 5
        assert sum("were not saved" in notice for notice in notices(app)) == 1
        assert file.read_text() == "weekly_goal = = 4\n"
        assert "Your changes apply" in explained(app)
        file.write_text("# mended\n")
        await pilot.press("right")
    assert file.read_text().startswith("# mended\n")
    assert in_file(tmp_path)["weekly_goal"] == 6


async def test_only_enter_opens_what_has_no_steps(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        for key in ("hook_start", "theme", "places", CARD, REMINDER):
            go_to(app, key)
            await pilot.press("right", "left")
            await pilot.pause()
            assert app.screen is page_of(app)
            assert notices(app) == ["Enter opens it; it has no steps."]
            await pilot.press("enter")
            await pilot.pause()
            assert app.screen is not page_of(app)
            await pilot.press("escape")
            app.clear_notifications()


async def test_a_reminder_is_made_as_a_file_for_a_calendar(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    folder = app.services.paths.sheets_dir
    async with app.run_test() as pilot:
        go_to(app, REMINDER)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        (file,) = folder.iterdir()
        assert file.name == "supple-mon-wed-fri-1730.ics"
        assert notices(app) == [f"Mon, Wed and Fri at 17:30. Open it with your calendar: {file}"]
        written = file.read_bytes()
        assert written.endswith(b"END:VCALENDAR\r\n")
        app.clear_notifications()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*["backspace"] * 5, *"25:00", "enter")
        assert '"25:00" is no time' in await shown(pilot)
        await pilot.press(*["backspace"] * 5, *"17:30", "enter")
        await app.workers.wait_for_complete()
        assert file.read_bytes() == written
        assert [each.name for each in folder.iterdir()] == [file.name]
        app.clear_notifications()
        file.unlink()
        folder.rmdir()
        folder.write_text("in the way")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await app.workers.wait_for_complete()
        assert [each for each in notices(app) if each.startswith("The reminder was not written: ")]


async def test_comments_and_unknown_keys_stay(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("# mine\nodd = 1\n")
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("right")
    assert (tmp_path / "settings.toml").read_text().startswith("# mine\nodd = 1\n")


async def test_what_only_the_file_can_change_says_so_and_where_it_lies(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        for line in ("keys", FILE):
            go_to(app, line)
            await pilot.press("enter")
            assert "in your editor" in notices(app)[-1]
            app.clear_notifications()
        assert str(tmp_path / "settings.toml") in explained(app)


async def test_an_empty_text_is_told_as_what_it_means(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        for key, meant in (("place", "anywhere"), ("speech_voice", "the usual one")):
            go_to(app, key)
            await pilot.pause()
            assert meant in explained(app).splitlines()[0]
        go_to(app, "place")
        await pilot.pause()
        assert "One of anywhere, Desk, Home." in explained(app)


async def test_a_voice_that_there_is_not_is_told_when_it_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Bin(tmp_path, monkeypatch).add("espeak-ng", 'case "$*" in *Hal*) exit 1;; esac')
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        go_to(app, "speech_voice")
        await pilot.press("enter", *"Hal", "enter")
        await settled(pilot)
        assert app.services.profile.settings.speech_voice == "Hal"
        assert notices(app)[-1].startswith('espeak-ng has no voice "Hal" and takes another one')


async def test_the_card_is_acknowledged_with_version_and_date(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    app.services.profile.change_settings(acknowledged=None)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, BeforeYouStart)
        await pilot.press("enter")
        await settled(pilot)
        day = date(2026, 11, 23)
        assert app.services.history.snapshot.remembered == (CardRead(VERSION, day),)
        await pilot.press("escape", "b", "end")
        assert "You read this on 23 November 2026." in await shown(pilot)
        await pilot.press("enter", "escape")
        assert app.services.profile.settings.acknowledged == Acknowledgement(VERSION, day)


async def test_leaving_the_card_acknowledges_nothing(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    app.services.profile.change_settings(acknowledged=None)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("escape")
        go_to(app, CARD)
        await pilot.press("enter", "escape")
        assert app.services.profile.settings.acknowledged is None
        assert isinstance(app.screen, SettingsPage)


@pytest.mark.parametrize("size", [SIZES[0], *map(torture, SIZES[1:])])
async def test_every_line_can_be_shown_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "settings.toml").write_text("odd = 1\n")
    services = services_in(tmp_path)
    app = page_app(services, "settings")
    async with app.run_test() as pilot:
        await pilot.resize_terminal(*size)
        for column in page_of(app).lines.lists:
            for option in column.options:
                if option.id is not None:
                    go_to(app, option.id)
                    page_of(app).refresh_view()
                    assert explained(app)
        await pilot.press("b", "question_mark", "escape", "escape")
        assert isinstance(app.screen, SettingsPage)


async def test_words_narrow_the_settings_and_escape_shows_them_all(tmp_path: Path) -> None:
    app = app_in(tmp_path)
    async with app.run_test() as pilot:
        page = page_of(app)

        def listed() -> list[str | None]:
            rows = [each for column in page.lines.lists for each in column.options]
            return [each.id for each in rows if not each.disabled]

        everything = listed()
        go_to(app, "rest_seconds")
        await pilot.press("slash", *"WEEKLY")
        assert listed() == ["weekly_goal"]
        assert explained(app).startswith("Weekly goal: ")
        await pilot.press("enter", "right")
        assert app.services.profile.settings.weekly_goal == 4
        await pilot.press("escape")
        assert listed() == everything
        assert page.lines.current == "weekly_goal"
        assert not page.search.display
        for words, found in (
            ("tab_title", "tab_title"),
            ("computer speaks aloud", ""),
            ("before start", CARD),
            ("settings.toml", FILE),
            ("4 days", "weekly_goal"),
        ):
            await pilot.press("slash", *(key_of(letter) for letter in words))
            assert found in listed() if found else listed() == [], words
            if not found:
                assert "No setting is like that. Esc shows all." in await shown(pilot)
                assert explained(app) == ""
                await pilot.press("enter", "right", "enter", "r")
            await pilot.press("escape")
        assert listed() == everything
        assert page.lines.current == "weekly_goal"
