"""How lengths of time are written."""


def clock(seconds: float) -> str:
    """Minutes and seconds, `2:05`; a part of a second counts as a whole one."""
    minutes, rest = divmod(max(0, -int(-seconds // 1)), 60)
    return f"{minutes}:{rest:02}"


def about(seconds: float, longest: float = 0.0) -> str:
    """Rounded for people: `about 4 min`, `about 4 to 6 min`, or `45 s` below a minute and a half.

    Args:
        seconds: What is to be expected.
        longest: How long it may become, if that differs.
    """
    if seconds < 90:
        return f"{round(seconds)} s"
    low, high = round(seconds / 60), round(longest / 60)
    return f"about {low} to {high} min" if high > low else f"about {low} min"


def whole_minutes(seconds: float) -> str:
    """Minutes, as in `1,250`; a little is not nothing: `<1` below half a minute."""
    return "<1" if 0 < seconds < 30 else f"{int(seconds / 60 + 0.5):,}"
