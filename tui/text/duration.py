"""Lengths of time in words and digits."""


def clock_words(seconds: float) -> str:
    """Return minutes and seconds, as in `2:05`; a part of a second counts as a whole one."""
    minutes, rest = divmod(max(0, -int(-seconds // 1)), 60)
    return f"{minutes}:{rest:02}"


def held_words(seconds: float) -> str:
    """Return a time held, as in `45 s` or `6 min 30 s`."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def about(seconds: float, longest: float = 0.0) -> str:
    """Return a rounded time: `about 4 min`, `about 4 to 6 min`, `45 s` if it is below 90 s.

    Args:
        seconds: What is to be expected.
        longest: How long it may become, if that differs.
    """
    if seconds < 90:
        return f"{round(seconds)} s"
    low, high = round(seconds / 60), round(longest / 60)
    return f"about {low} to {high} min" if high > low else f"about {low} min"


def whole_minutes(seconds: float) -> str:
    """Return minutes, as in `1,250`; a little is not nothing: `<1` below half a minute."""
    return "<1" if 0 < seconds < 30 else f"{int(seconds / 60 + 0.5):,}"


def minutes_words(seconds: float) -> str:
    """Return whole minutes for a sentence, as in `1,250 min` or `less than 1 min`."""
    return f"{whole_minutes(seconds)} min".replace("<", "less than ")
