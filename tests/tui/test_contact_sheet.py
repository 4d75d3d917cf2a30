import re
from xml.etree import ElementTree

from library.exercises.catalogue import load_catalogue
from tests.contact_sheet import contact_sheet


def test_the_contact_sheet_shows_every_exercise_and_links_nowhere() -> None:
    sheet = contact_sheet()
    ElementTree.fromstring(sheet)
    for exercise in load_catalogue(None)[0]:
        assert exercise.name in sheet
    links = set(re.findall(r"https?://[^\"]+", sheet))
    assert links == {"http://www.w3.org/2000/svg"}
