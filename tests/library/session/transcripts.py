"""The cues of whole sessions as text: run this module to write the fixtures anew."""

from pathlib import Path

from library.exercises.catalogue import Catalogue, ExercisesFolder
from library.routines.collection import Routines
from library.routines.file import RoutinesFile
from library.routines.model import Plan
from library.routines.planning import build_plan
from library.session.cues import Announcer
from library.session.engine import Session
from library.settings import Settings

FIXTURES = Path(__file__).with_name("transcripts")
NOWHERE = Path("/nowhere")


def built_in() -> tuple[Catalogue, Routines]:
    """What comes with the program."""
    catalogue, _ = ExercisesFolder(NOWHERE).read()
    routines, _ = RoutinesFile(NOWHERE, Path("/nowhere")).read(catalogue)
    return catalogue, routines


def transcript(plan: Plan) -> str:
    """Time, sound, big word and words of each cue, a line each; the key as plain mode names it."""
    session = Session(plan)
    announcer = Announcer(session)
    cues = announcer.announce((*session.start(), *session.advance(3600.0)))
    lines = (f"{cue.at:7.1f}  {cue.sound:<12}  {cue.word:<7}  {cue.said}\n" for cue in cues)
    return "".join(lines).replace("{Session.eased}", "Enter")


def fixtures() -> dict[str, str]:
    """The transcript of each built-in routine by its id."""
    catalogue, routines = built_in()
    return {
        routine.id: transcript(build_plan(routine, catalogue, Settings())) for routine in routines
    }


if __name__ == "__main__":
    FIXTURES.mkdir(exist_ok=True)
    for name, text in fixtures().items():
        (FIXTURES / f"{name}.txt").write_text(text)
