"""What is told of keys: which a session has, and that one does nothing."""

NOTHING = "That key does nothing."
NOTHING_HERE = "That key does nothing here."
NOTHING_NOW = "That key does nothing just now."
FIRST_WORDS = (
    "{Session.pause} pauses and goes on, {session.ease_off} stops when it hurts, {session.where} "
    "tells where you are, {session.how} how it is done, {session.end} ends, {session.help} lists "
    "all keys."
)
"""What is told of the keys of a session at its beginning."""
FIRST_WORDS_ANY = (
    "Any key pauses and goes on, or says that it eased; {session.ease_off} stops when it hurts, "
    "{session.end} ends."
)
"""The same where any key pauses."""
