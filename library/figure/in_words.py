"""What a figure shows, in words, for who does not see it."""

from collections.abc import Iterator, Mapping

from library.figure.motion import stretched
from library.figure.pose import Pose
from library.figure.posture import BOTH, Names, PosedBody
from library.figure.solve import solve_at
from library.wording import capitalised


def in_words(pose: Pose, side: str) -> tuple[str, ...]:
    """Return what a figure shows: the start, each move, the words beside it, what is stretched.

    It is worked out from the joints, so that it is right for any pose, without words, too.

    Args:
        pose: As deep as it is to be told.
        side: The leg that is named: `left`, `right`, or `both`.

    Returns:
        A line for each; what does not change is not told again.
    """
    side = "both" if len(pose.stretch) > 1 else side
    names = _names(pose, side)
    held, before, lines = stretched(pose), dict[str, str](), []
    for number, frame in enumerate(pose.frames[: held + 1]):
        facts = PosedBody(pose, frame, solve_at(pose, number), names).facts
        if pose.knead and number == held:
            facts["hands"] = _kneading(pose, names)
        news = {key: words for key, words in facts.items() if before.get(key) != words}
        if told := " ".join(_sentences(news, names)):
            lines.append(f"{_begin(pose, number)}: {told[0].lower()}{told[1:]}")
        before = facts
    labels = dict.fromkeys(
        label.spoken(side).strip(" .") for frame in pose.frames for label in frame.labels
    )
    if labels:
        lines.append(f"The figure points out: {'; '.join(labels)}.")
    return (*lines, _stretched(pose, names)) if pose.stretch else tuple(lines)


def _sentences(news: Mapping[str, str], names: Names) -> Iterator[str]:
    """Yield what is new in a moment: of a leg all of it, or only what its foot does."""
    posture, trunk = news.get("posture", ""), news.get("trunk", "")
    if posture:
        yield f"{posture}, the trunk {trunk}." if trunk else f"{posture}."
    elif trunk:
        leans = trunk.replace("leaning", "leans", 1)
        yield f"The trunk {leans if leans != trunk else f'is {trunk}'}."
    legs = {"near": names.near, "far": names.far, "both": "both"}
    for key, owner in legs.items():
        leg, foot = news.get(f"{key} leg", ""), news.get(f"{key} foot", "")
        are, s = ("are", "s") if key == "both" else ("is", "")
        part, _, where = foot.partition(" ")
        part = {"foots": "feet"}.get(f"{part}{s}", f"{part}{s}")
        if leg:
            its = f", the {part} {where}" if foot else ""
            yield f"{capitalised(owner)} leg{s} {are} {leg}{its}."
        elif foot:
            yield f"{capitalised(owner)} {part} {are} {where}."
    if hands := news.get("hands", ""):
        yield hands


def _names(pose: Pose, side: str) -> Names:
    if side == "both":
        return BOTH
    near, far = ("left", "right") if (side == "left") != pose.near_is_other else ("right", "left")
    return Names(f"the {near}", f"the {far}")


def _begin(pose: Pose, number: int) -> str:
    """Return what stands before what a keyframe shows."""
    if len(pose.frames) == 1:
        return "The figure"
    if number == 0:
        return "At the start"
    return "In the stretch" if number == stretched(pose) and not pose.knead else "Then"


def _stretched(pose: Pose, names: Names) -> str:
    """Return where the stretch is felt; of legs that nobody names it is both."""
    one = len(pose.stretch) == 1 and names != BOTH
    thighs = f"{names.of(pose.stretch[0])} thigh" if one else "both thighs"
    return f"{'It works on' if pose.knead else 'The stretch is in'} the back of {thighs}."


def _kneading(pose: Pose, names: Names) -> str:
    """Return what the hands do between the last two keyframes."""
    held = stretched(pose)
    found = PosedBody(pose, pose.frames[held], solve_at(pose, held), names).touched()
    where = {f" {on.how} {on.owner} {on.part}" for on in found if on is not None}
    return f"The hands go to and fro{where.pop() if len(where) == 1 else ''}."
