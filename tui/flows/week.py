"""A week is looked back at on the first start in the next one."""

from datetime import date
from itertools import chain

from library.progress.days import ONE_DAY
from library.progress.weeks import ONE_WEEK, week_start
from tui.app_base import App
from tui.services import Services


async def show_last_week_once(app: App, services: Services) -> None:
    """Look back at the week before this one, if that was not done yet; call it from a worker.

    A week without sessions and answers is passed over, as is what lay before the log began.
    """
    profile = services.profile
    today = profile.today()
    start = week_start(today, profile.settings.first_weekday_number)
    if profile.seen_week == start or not services.history.is_read:
        return
    history = services.history.snapshot
    days = (each.practice_day for each in reversed(history.sessions))
    answered = (each.day for each in history.checks)
    if not any(start - ONE_WEEK <= day < start for day in chain(days, answered)):
        return  # as at every start after a while without practice, and this is quick
    review = services.guide.week_review(start - ONE_DAY)
    if review.is_empty:
        return
    profile.note_week_seen(start)
    await show_week(app, services, start - ONE_DAY)


async def show_week(app: App, services: Services, day: date) -> None:
    """Look back at the week that a day lies in; call it from a worker."""
    # Every start asks whether there is one to be shown; few show one.
    from tui.dialogs.week import WeekCard
    from tui.text.day_plan import next_words
    from tui.text.week_review import week_heading, week_lines

    guide, name_of = services.guide, services.profile.catalogue.name_of
    review = guide.week_review(day)
    coming = next_words(guide.standing, guide.today, guide.here, name_of)
    told = f"{coming}." if coming else ""
    await app.push_screen_wait(WeekCard(week_heading(review), week_lines(review, name_of), told))
