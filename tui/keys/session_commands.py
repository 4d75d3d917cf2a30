"""The commands of a session, from what is asked before it to the form at its end."""

from collections.abc import Mapping

from library.bounds import SECONDS_STEP
from tui.keys.command import LEFT, RIGHT, Command, Scope

# fmt: off
SESSION_COMMANDS: Mapping[str, Scope] = {
    "session": Scope((
        Command("pause",     "space",            "pause_or_resume",     "Pause",     "Pause, go on"),
        Command("ease_off",  "x",                "ease_off",            "Ease off",  "Stop, it hurts"),
        Command("eased",     "enter",            "eased",               "It eased",  "The tension eased; before a hold: you are there"),
        Command("sore_spot", "s",                "sore_spot",           "Sore spot", "Give a sore spot time"),
        Command("skip",      "n",                "skip",                "Skip",      "Go to the next step"),
        Command("back",      "b",                "back",                "Back",      "Repeat the hold before"),
        Command("longer",    "plus,equals_sign", f"change_length({SECONDS_STEP})", "Longer", f"Make this hold {SECONDS_STEP} s longer", key_display="+"),
        Command("shorter",   "minus",            f"change_length(-{SECONDS_STEP})", "Shorter", f"Make this hold {SECONDS_STEP} s shorter", key_display="-"),
        Command("how",       "h",                "how",                 "How",       "Pause and tell how it is done", show=False),
        Command("where",     "i",                "where",               "Where am I", "Tell where you are, and how long it still takes", show=False),
        Command("one_key",   "pagedown,pageup,f5,full_stop", "one_key", "One key", "Say that it eased where that is asked, else pause or go on: for a pedal or a presenter", show=False),
        Command("end",       "escape,q",         "end",                 "End",       "End it; asks first", key_display="esc"),
        Command("help",      "question_mark,f1", "app.help",            "Help",      "Explain the keys that work here", key_display="?"),
        Command("commands",  "colon",            "app.command_palette", "Commands",  show=False),
        *(Command(f"pain_{digit}", f"{digit}", f"rate_pain({digit})", "Pain now", "Note your pain before the first hold: 1 then 0 is ten, the same digit again clears it", show=False)
          for digit in range(10)),
    )),
    "ease_off": Scope((
        Command("choose", "enter",  "choose",             "Choose",          "Take this answer"),
        *(Command(f"answer_{number}", f"{number}", f"answer('answer_{number}')", "Take answer 1 to 6", show=False)
          for number in range(1, 7)),
        Command("go_on",  "escape", "answer('answer_1')", "Go on", "Go on with what comes next", key_display="esc"),
    ), has_list=True),
    "sharp": Scope((
        Command("choose", "enter",    "choose",          "Choose", "Take this answer"),
        Command("stop",   "s,escape", "answer('stop')",  "End",    "End for today", key_display="esc"),
        Command("go_on",  "a",        "answer('go_on')", "Go on",  "Go on without what hurt"),
        *(Command(f"place_{number}", f"{number}", f"place({number})", "Where", "Say where it was: 1 lower back, 2 left leg, 3 right leg, 4 elsewhere; the same again takes it back", show=False)
          for number in range(1, 5)),
    ), has_list=True),
    "how": Scope((
        Command("close", "space,escape,q,enter,h", "close", "Go on", "Back to the session", priority=True),
    )),
    "rest_first": Scope((
        Command("choose", "enter",    "choose",          "Choose", "Take this answer"),
        Command("stop",   "s",        "answer('stop')",  "Stop",   "Stop here"),
        Command("go_on",  "escape,a", "answer('go_on')", "Go on",  "Back to the session", key_display="esc"),
    ), has_list=True),
    "end": Scope((
        Command("choose",  "enter",          "choose",            "Choose",  "Take this answer"),
        Command("save",    "s",              "answer('save')",    "Save",    "Save what was done"),
        Command("discard", "d",              "answer('discard')", "Discard", "Keep nothing"),
        Command("go_on",   "escape,space,q", "answer('go_on')",   "Go on",   "Back to the session", key_display="esc"),
    ), has_list=True),
    "resume": Scope((
        Command("choose",  "enter",    "choose",            "Choose",  "Take this answer"),
        Command("save",    "s",        "answer('save')",    "Save",    "Save what was done"),
        Command("discard", "d",        "answer('discard')", "Discard", "Keep nothing"),
        Command("new",     "n",        "answer('new')",     "Begin a new one", "Begin the new one; this one is kept for the next start", show=False),
        Command("later",   "escape,q", "answer('later')",   "Decide later", "Ask again at the next start", key_display="esc"),
    ), has_list=True),
    "left_out": Scope((
        Command("without",    "enter",    "answer('without')",    "Leave it out", "Begin with the rest"),
        Command("as_written", "a",        "answer('as_written')", "As written",   "Begin with all of it"),
        Command("leave",      "escape,q", "answer('leave')",      "Not now",      "Go back", key_display="esc"),
    )),
    "cautions": Scope((
        Command("begin",      "enter",    "answer('begin')",      "Begin",      "Begin now"),
        Command("as_written", "a",        "answer('as_written')", "As written", "Begin with as much as is written"),
        Command("leave",      "escape,q", "answer('leave')",      "Not now",    "Go back"),
    )),
    "lengths": Scope((
        Command("keep",  "enter,y",  "answer('keep')",  "Keep",           "Keep the lengths"),
        Command("leave", "escape,n", "answer('leave')", "Only this time", "Leave the lengths as they were", key_display="esc"),
    )),
    "run_commands": Scope((
        Command("run",       "y",        "answer('run')",       "Run them",     "Run these commands on this machine from now on"),
        Command("leave_out", "n",        "answer('leave_out')", "Do not",       "Never run these commands on this machine"),
        Command("later",     "escape,q", "answer('later')",     "Not this time", "Leave them out; ask again", key_display="esc"),
    )),
    "form": Scope((
        Command("keep",     "enter",     "keep",               "Done",         "Keep what you filled in"),
        Command("leave",    "escape",    "leave",              "Back",         "Leave it as it was; asks about changes"),
        # With priority the focus has moved before the next key is given away: keys that come
        # all at once, as over a slow line, would else go into the field that is being left.
        Command("next",     "tab",       "app.focus_next",     "Next field",   show=False, priority=True),
        Command("previous", "shift+tab", "app.focus_previous", "Field before", show=False, priority=True),
    )),
    # At the end of a session nobody leaves anything: the questions are skipped.
    "form/summary": Scope((
        Command("keep",     "enter",     "keep",               "Done",         "Keep what you filled in"),
        Command("leave",    "escape",    "leave",              "Skip these",   "Leave it all out; asks about changes"),
        Command("next",     "tab",       "app.focus_next",     "Next field",   show=False, priority=True),
        Command("previous", "shift+tab", "app.focus_previous", "Field before", show=False, priority=True),
    )),
    "form/field": Scope((
        *(Command(f"rate_{digit}", f"{digit}", f"rate({digit})", "Rate", "Rate the pain: 1 and 0 is ten, the same again none", show=False)
          for digit in range(10)),
        Command("lower",  LEFT.partition(",")[0],  "step(-1)", "Lower",     "Take the number before", show=False),
        Command("higher", RIGHT.partition(",")[0], "step(1)",  "Higher",    "Take the next number", show=False),
        Command("clear",  "backspace,delete",      "clear",    "No rating", "Leave it out", show=False),
    )),
    "form/hold": Scope((
        *(Command(f"digit_{digit}", f"{digit}", f"digit({digit})", "Seconds", "Write the seconds it was held", show=digit == 0, key_display="0-9" if digit == 0 else None)
          for digit in range(10)),
        Command("erase",  "backspace,delete",      "erase",   "Erase",     "Take the last digit away", show=False),
        Command("sooner", LEFT.partition(",")[0],  "end(-1)", "End before", "Take the end before: done, eased off, skipped", show=False),
        Command("later",  RIGHT.partition(",")[0], "end(1)",  "How it ended", "Take the next end: done, eased off, skipped", key_display="← →"),
        Command("where",  "w",    "where",              "Where",    "Say where it was sharp"),
        Command("up",     "up",   "app.focus_previous", "Up",   "Go to the field before", show=False),
        Command("down",   "down", "app.focus_next",     "Down", "Go to the next field", show=False),
    )),
    "form/share": Scope((
        Command("before", LEFT.partition(",")[0],  "step(-1)", "More", "Take the word before: all of it, half, none", show=False),
        Command("after",  f"{RIGHT.partition(',')[0]},space", "step(1)", "How much", "Take the next word: all of it, half, none", key_display="← →"),
        Command("up",     "up",   "app.focus_previous", "Up",   "Go to the field before", show=False),
        Command("down",   "down", "app.focus_next",     "Down", "Go to the next field", show=False),
    )),
    "form/place": Scope((
        *(Command(f"place_{number}", f"{number}", f"place({number})", "Where", "Say where it was: 1 lower back, 2 left leg, 3 right leg, 4 elsewhere; the same again takes it back", show=False)
          for number in range(1, 5)),
        Command("lower",  LEFT.partition(",")[0],  "step(-1)", "Lower",     "Take the place before", show=False),
        Command("higher", RIGHT.partition(",")[0], "step(1)",  "Higher",    "Take the next place", show=False),
        Command("clear",  "backspace,delete",      "clear",    "No place",  "Leave it out", show=False),
    )),
}
# fmt: on
"""By scope, as in `tui.keys.commands`."""
NEVER_ANY_KEY = ("session.ease_off", "session.end")
"""What keeps its keys where any other key pauses and goes on."""
