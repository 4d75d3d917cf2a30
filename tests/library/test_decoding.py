"""A file is read as what it evidently is; no character is ever lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.decoding import UnknownEncodingError, decoded, is_garbled

NOTE = "Übung – „gut“, 20 €"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "mac-roman", "cp850"],
)
def test_a_file_is_read_as_what_it_is_written_in(encoding: str) -> None:
    note = NOTE if encoding != "cp850" else "Übung"
    text = f"kind,note\r\nsession,{note}, für beide Beine\r\n"
    found = decoded(text.encode(encoding))
    assert found.text == text
    guesses = {"cp1252": "Windows-1252", "mac-roman": "Mac OS Roman", "cp850": "MS-DOS 850"}
    assert found.guessed == guesses.get(encoding, "")


NOTES = {
    "German": "Rücken, Fuß und Gesäß: es geht schöner. Übung “gut” – 20 °C, ½ Stunde",
    "French": "L’été, c’est déjà ça: tiré à gauche, gêné derrière… « à côté »",
    "Spanish": "Mañana ¿otra vez? ¡Sí! El músculo está rígido; señal: §3, 5 €",
    "Danish": "Både på højre og venstre: blød, æblegrød • Ærø",
    "Italian": "Però è più facile, così; perché no? 100 £ – “città”",
    "English": "It’s fine — a naïve café stretch, 5 £",
}


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman", "cp850"])
@pytest.mark.parametrize("language", NOTES)
def test_letters_are_told_apart_by_the_words_they_make(language: str, encoding: str) -> None:
    raw = NOTES[language].encode(encoding, errors="ignore")
    assert decoded(raw).text == raw.decode(encoding)


@pytest.mark.parametrize(
    "text", ["it´s", "foo…bar", "Foo™ (©)", "10 µm", "à", "Ö", "a·b", "MÜ", "Škoda"]
)
def test_where_words_tell_nothing_letters_are_those_of_windows(text: str) -> None:
    assert decoded(text.encode("cp1252")).text == text


def test_lines_that_end_as_on_an_old_mac_tell_where_words_do_not() -> None:
    text = "kind,note\rsession,Ärger\r"
    assert decoded(text.encode("mac-roman")).text == text


@pytest.mark.parametrize(
    ("encoding", "text"), [("cp1250", "ćwiczenie na ból"), ("cp1251", "правая нога")]
)
def test_who_knows_what_a_file_is_written_in_is_believed(encoding: str, text: str) -> None:
    found = decoded(text.encode(encoding), encoding)
    assert (found.text, found.guessed) == (text, "")


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_who_is_wrong_about_it_is_told(encoding: str) -> None:
    with pytest.raises(UnknownEncodingError, match=f"is not written in {encoding}"):
        decoded("Übung".encode("cp1252"), encoding)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_utf_8_is_always_recognised(text: str) -> None:
    assert decoded(text.encode()).text == text
    assert decoded(text.encode("utf-8-sig")).text == text


@pytest.mark.parametrize(
    "raw",
    [
        b"kind\0,id\xff",
        "Übung Ärger Öl".encode() + b"\xff",
        "Übung".encode("utf-16")[:-1],
    ],
)
def test_what_is_no_text_or_damaged_is_refused_in_words(raw: bytes) -> None:
    with pytest.raises(UnknownEncodingError) as error:
        decoded(raw)
    assert str(error.value).startswith(("holds bytes", "is written in UTF-8, but"))


@given(st.binary(max_size=60))
def test_nothing_is_ever_replaced(raw: bytes) -> None:
    try:
        text = decoded(raw).text
    except UnknownEncodingError:
        return
    assert "\ufffd" not in text or b"\xef\xbf\xbd" in raw or 0xFD in raw


@pytest.mark.parametrize("text", [NOTE, "Ábel čte", "日本"])
def test_a_text_that_was_read_as_windows_letters_is_known_again(text: str) -> None:
    table = bytes(range(256)).decode("cp1252", errors="surrogateescape")
    letters = [chr(at) if letter >= "\udc80" else letter for at, letter in enumerate(table)]
    garbled = "".join(letters[byte] for byte in text.encode())
    assert is_garbled(garbled, text)
    assert not is_garbled(text, garbled)
    assert not is_garbled(text, text)


@pytest.mark.parametrize(
    "garbled",
    [
        "√úbung ‚Äì ≈ælu≈•",  # a Mac
        "Гњbung вЂ“ ЕѕluЕҐ",  # Windows in Russia
        "├£bung ÔÇô ┼¥lu┼Ñ",  # MS-DOS
        "ﾃ彙ung 窶\ufffd ﾅｾluﾅ･",  # Windows in Japan
        "ÃƒÅ“bung Ã¢â‚¬â€œ Ã…Â¾luÃ…Â¥",  # twice
        "Übung – žlu?",  # Windows in the west has no such letter
        "?bung ? ?lu?",
        "\ufffd\ufffdbung \ufffd\ufffd\ufffd \ufffd\ufffdlu\ufffd\ufffd",
    ],
)
def test_whichever_letters_a_program_took_it_for_is_known_again(garbled: str) -> None:
    assert is_garbled(garbled, "Übung – žluť")


@pytest.mark.parametrize(
    ("edited", "original"),
    [
        ("Übung – žluť, gut", "Übung – žluť"),
        ("bung – žluť", "Übung – žluť"),
        ("Uebung – zlut", "Übung – žluť"),
        ("今日は", "日"),
        ("нет", "да"),
        ("tight?", "tight"),
    ],
)
def test_an_edit_is_not_taken_for_garbled(edited: str, original: str) -> None:
    assert not is_garbled(edited, original)
