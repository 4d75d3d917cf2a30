"""How lengths of time are written."""


def clock(seconds: float) -> str:
    """Minutes and seconds, `2:05`; a part of a second counts as a whole one."""
    minutes, rest = divmod(max(0, -int(-seconds // 1)), 60)
    return f"{minutes}:{rest:02}"


def about(seconds: float) -> str:
    """Rounded for people: `about 4 min`, or `45 s` below a minute and a half."""
    return f"{round(seconds)} s" if seconds < 90 else f"about {round(seconds / 60)} min"
