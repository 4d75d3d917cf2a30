"""Who has paused, and cannot see it, is told how it goes on."""

from library.session.cues import PauseReminder, Sound
from tests.library.session.running import in_first_hold

PAUSED = "Paused. {Session.pause} goes on."


def test_a_pause_is_told_again_each_minute() -> None:
    session, reminder = in_first_hold(), PauseReminder()
    assert reminder.cue(session, 110.0) is None
    session.pause()
    told = [at for at in range(110, 300) if reminder.cue(session, float(at))]
    assert told == [170, 230, 290]
    session.resume()
    assert reminder.cue(session, 300.0) is None
    session.pause()
    cues = [reminder.cue(session, float(at)) for at in (300, 359, 360)]
    (cue,) = filter(None, cues)
    assert (cue.at, cue.sound, cue.words, cue.word) == (360, Sound.WAITING, PAUSED, "")


def test_it_waits_for_what_is_being_said_or_asked() -> None:
    session, reminder = in_first_hold(), PauseReminder()
    session.pause()
    assert not any(reminder.cue(session, float(at), occupied=at < 180) for at in range(110, 239))
    assert reminder.cue(session, 239.0) is not None
