"""Every command of the dashboard, declared once: footer, help, palette and keymap follow from it.

Nothing here needs Textual: `supple doctor` reads it as well, to tell what is wrong with the keys
that a person gave.
"""

from collections.abc import Mapping

from library.bounds import SECONDS_STEP
from tui.keys.command import DOWN, FIRST, LAST, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, UP, Command, Scope
from tui.keys.session_commands import SESSION_COMMANDS

PAGES = {
    "today": "Today",
    "exercises": "Exercises",
    "routines": "Routines",
    "history": "History",
    "settings": "Settings",
}
"""Names of the pages and their titles; the number keys follow this order."""

# fmt: off
COMMANDS: Mapping[str, Scope] = {
    "app": Scope((
        #       name        keys                action             label           what it does
        *(Command(page, f"{number}", f"switch_mode('{page}')", title, f"Go to {title}", show=False)
          for number, (page, title) in enumerate(PAGES.items(), start=1)),
        Command("help",     "question_mark,f1", "help",            "Help",         "Explain the keys that work here", key_display="?"),
        Command("commands", "colon,ctrl+p",     "command_palette", "Commands",     "Find anything by a part of its name", show=False),
        Command("quit",     "q",                "quit",            "Quit",         "Leave supple"),
        # With priority it works in a session and in a line of text as well.
        Command("suspend",  "ctrl+z",           "suspend_process", "To the shell", "Go to the shell; fg brings you back", show=False, priority=True),
    ), on_every_page=True),
    "page": Scope((
        Command("notices", "exclamation_mark", "read_notices", "Needs attention", "See what needs your attention", show=False),
    ), on_every_page=True),
    "today": Scope((
        # Enter does one of three things; which it is stands in the panel.
        Command("start",   "enter",            "start",                       "Start",            "Begin what is right for today"),
        Command("rest",    "enter",            "rest",                        "Rest",             "Mark today as pain, when there is nothing to do"),
        Command("places",  "enter",            "places",                      "Places",           "Say what is at hand, when nothing fits"),
        Command("check",   "p",                "check",                       "Your back 0-10",   "Tell how your back is: then a number from 0 to 10"),
        Command("other",   "r",                "app.switch_mode('routines')", "Another",          "Choose another routine"),
        Command("same",    "minus",            "same",                        "As before",        "Leave today's change out, or have it after all; or an easy day", show=False),
        Command("massage", "plus,equals_sign", "massage",                     "Massage",          "Add the massage, or leave it out again", show=False),
        Command("mark",    "m",                "mark",                        "Mark a day",       "Mark today, or another day, as rest, ill, pain or travel", show=False),
        Command("undo",    "u",                "undo_in_log",                 "Undo",             "Undo the last change to the log", show=False),
        Command("easy",    "a",                "easy",                        "Easy two",         "Begin the two easiest all the same", show=False),
        Command("why",     "e",                "why",                         "Why",              "Say why, and what is left out today"),
        Command("sheet",   "P",                "sheet",                       "Sheet to print",   "Write a sheet to print: pictures, doses, days to tick", show=False),
        Command("ticks",   "c",                "app.ticks",                   "What to leave out", "Tick what applies to you"),
        Command("card",    "b",                "app.before_you_start",        "Before you start", "When not to stretch", show=False),
    )),
    "exercises": Scope((
        Command("start",     "enter",            "start",           "Start",              "Begin just this one"),
        Command("search",    "slash",            "search",          "Search",             "Search for a word"),
        Command("read",      "space",            "read(1)",         "Read",               "Scroll the text"),
        # One word in the footer stands for the three filters: there is no room for three.
        Command("posture",   "p",                "next_posture",    "Filter",             "Show the exercises of the next posture", key_display="p w t"),
        Command("place",     "w",                "next_place",      "Filter by place",    "Show what you can do at the next of your places", show=False),
        Command("tag",       "t",                "next_tag",        "Filter by occasion", "Show what suits the next occasion", show=False),
        Command("favourite", "f",                "favourite",       "Favourite",          "Mark as a favourite or unmark; favourites come first"),
        Command("add",       "a",                "add",             "Add to routine",     "Add it to a routine of your own", show=False),
        Command("include",   "i",                "wish('include')", "Include",            "Bring it back, whatever the reason it is out", show=False),
        Command("rest",      "z",                "wish('rest')",    "Rest",               "Leave it out for a week", show=False),
        Command("leg",       "o",                "other_leg",       "Other leg",          "Show steps and figure for the other leg", show=False),
        Command("more",      "plus,equals_sign", "wish('more')",    "More",               "Go up one level of the dose", show=False),
        Command("less",      "minus",            "wish('less')",    "Less",               "Go down one level of the dose", show=False),
        Command("higher",    "h",                "wish('higher')",  "Higher",             "Put the foot one step higher, in the leg lift", show=False),
        Command("lower",     "H",                "wish('lower')",   "Lower",              "Put the foot one step lower", show=False),
        Command("already",   "A",                "wish('already')", "Done already",       "Say that you do this one already: it is not new to you", show=False),
        # The list has the focus and would page itself, which seven lines do not need.
        Command("on",        "pagedown",         "read(1)",         "Read",               "Scroll the text", show=False, priority=True),
        Command("up",        "pageup",           "read(-1)",        "Read back",          "Scroll the text back", show=False, priority=True),
        Command("all",       "escape",           "all",             "Show all",           "Clear the filters; a place set in Settings stays", key_display="esc"),
        Command("sources",   "s",                "sources",         "Sources",            "Show or hide where the numbers come from", show=False),
        Command("ticks",     "c",                "app.ticks",       "What to leave out",  "Tick what applies to you", show=False),
        Command("new",       "n",                "new",             "New",                "Make an exercise of your own", show=False),
        Command("edit",      "e",                "edit",            "Edit",               "Change an exercise of your own", show=False),
        Command("hide",      "x",                "hide",            "Hide",               "Keep it out of lists and of the plan of the day, or show it again", show=False),
        Command("hidden",    "X",                "hidden",          "What is hidden",     "List what is hidden below the others, or no more", show=False),
        Command("undo",      "u",                "undo_in_log",     "Undo",               "Undo the last change to the log, or to an exercise of your own", show=False),
    ), has_list=True),
    "search": Scope((
        Command("list",  "enter",  "submit",     "To the list", "Go to the list; the words go on filtering"),
        Command("clear", "escape", "screen.all", "Clear",       "Take the words and the filters away", key_display="esc"),
    ), has_list=True),
    "routines": Scope((
        Command("start",  "enter",    "start",  "Start",  "Start this routine", key_display="enter"),
        Command("new",    "n",        "new",    "New",    "Make a routine of your own"),
        Command("edit",   "e",        "edit",   "Edit",   "Change your own routine, or a copy of a built-in one"),
        Command("delete", "d,delete", "remove", "Delete", "Delete your own routine; undo brings it back"),
        Command("undo",   "u",        "undo",   "Undo",   "Undo the last change to a routine of yours"),
        Command("take_in", "i",       "take_in", "Take in a programme", "Take in a programme that somebody wrote for you", show=False),
        Command("lead",   "L",        "lead",   "Enter on Today", "Let Enter on Today start this one; again to stop that", show=False),
        Command("sheet",  "p",        "sheet",  "Sheet to print", "Write a sheet to print: pictures, doses, days to tick", show=False),
        Command("read",   "right,l",  "read",   "Read",   "Go to the text on the right, to scroll it", show=False),
        Command("list",   "left,h",   "list",   "List",   "Go back to the list", show=False),
    ), has_list=True),
    "history": Scope((
        Command("details", "enter", "details", "Details",  "Show the session"),
        Command("delete",  "d",     "delete",  "Delete",   "Delete the session under the cursor", show=False),
        Command("undo",    "u",     "undo_in_log", "Undo", "Undo the last change to the log"),
        Command("mark",    "m",     "mark",    "Mark",     "Mark the day as rest, ill, pain or travel"),
        Command("explain", "e",     "explain", "Explain",  "Explain the numbers"),
        Command("map",     "tab",   "map",     "Map",      "Go to the map of days, or back to the list"),
        Command("add",     "a",     "add",     "Add",      "Add a session that was done without the program", show=False),
        Command("search",  "slash", "search",  "Search",   "Search for words in notes, routines and exercises", show=False),
        Command("filter",  "f",     "filter",  "Filter",   "Show the sessions with an exercise, or in which something was eased off", show=False),
        Command("all",     "escape", "all",    "Show all", "Show every session again", key_display="esc"),
        Command("mornings", "w",    "mornings", "Mornings",  "Compare mornings with and without each exercise", show=False),
        Command("reach",   "v",     "reach",   "Reach",    "Measure how far you reach", show=False),
        Command("helps",   "t",     "helps",   "Helps?", "Does it help? See how mornings, pain and reach went"),
        Command("week",    "W",     "app.week", "Last week", "Look back at last week", show=False),
    ), has_list=True),
    "add_session": Scope((
        Command("take",  "enter,space", "choose",          "Go on", "Say when it was, and how much was done"),
        Command("leave", "escape,q,a",  "answer('leave')", "Back",  "Add none", key_display="esc"),
    ), has_list=True),
    "filter": Scope((
        Command("take",  "enter,space", "choose",          "Show", "Show these sessions"),
        Command("leave", "escape,q,f",  "answer('leave')", "Back", "Change nothing", key_display="esc"),
    ), has_list=True),
    "week": Scope((
        Command("close", "enter,escape,space,q", "answer('close')", "Go on", "Close the card", key_display="enter"),
    )),
    "helps": Scope((
        Command("period",  "p",        "period",  "Period", "Look at 4 weeks, 12 weeks or a year"),
        Command("explain", "e",        "explain", "Explain", "Explain the numbers"),
        Command("report",  "r",        "report",  "Report to print", "Write a report of these weeks for a physiotherapist, to print"),
        Command("back",    "escape,q,t", "back",  "Back",   "Back to History", key_display="esc"),
    )),
    "course": Scope((
        Command("before",  LEFT,       "walk(-1)", "Day before", "Go to the day before", show=False),
        Command("after",   RIGHT,      "walk(1)",  "Day",    "Go to the day after", key_display="← →"),
        Command("earlier", "less_than_sign,comma",       "told(-1)", "Earlier", "Go to the day before on which anything was noted", show=False),
        Command("later",   "greater_than_sign,full_stop", "told(1)", "Later",  "Go to the next day on which anything was noted", show=False),
    )),
    "settings": Scope((
        Command("less",  "left,h",      "step(-1)",             "Value before",     "Take the value before this one, or a smaller number", show=False),
        Command("more",  "right,l",     "step(1)",              "Next value",       "Take the next value, or a greater number", key_display="← →"),
        Command("open",  "enter,space", "change",               "Open",             "Open a list or a text; elsewhere take the next value", key_display="enter"),
        Command("search", "slash",      "search",               "Search",           "Search for a word in names, values and explanations", show=False),
        Command("all",   "escape",      "all",                  "Show all",         "Show all settings again", key_display="esc"),
        Command("try",   "t",           "try_cues",             "Try cues",         "Try the cues out"),
        Command("undo",  "u",           "undo",                 "Undo",             "Take the last change back"),
        Command("reset", "r",           "reset",                "Reset value",      "Take the default value"),
        Command("card",  "b",           "app.before_you_start", "Before you start", "Read the card about safety again", show=False),
        Command("ticks", "c",           "app.ticks",            "What to leave out", "Tick what applies to you", show=False),
    ), has_list=True),
    "editor": Scope((
        Command("save",     "s",                              "save",        "Save",             "Save the routine"),
        Command("leave",    "escape,q",                       "leave",       "Back",             "Go back to the routines"),
        Command("add",      "a",                              "add",         "Add",              "Add an exercise"),
        Command("remove",   "d,delete",                       "remove",      "Remove",           "Remove the exercise"),
        Command("shorter",  "left,h",                         "seconds(-1)", "Shorter",          f"Make its holds {SECONDS_STEP} s shorter", show=False),
        Command("longer",   "right,l",                        "seconds(1)",  "Seconds",          f"Make its holds {SECONDS_STEP} s longer", key_display="← →"),
        Command("fewer",    "minus",                          "reps(-1)",    "Fewer",            "Fewer holds", show=False),
        Command("more",     "plus,equals_sign",               "reps(1)",     "Holds",            "More holds", key_display="- +"),
        Command("my_level", "m",                              "my_level",    "My level",         "Let your own level decide the dose"),
        Command("list",     "enter",                          "list",        "To the exercises", "Leave the name and go on to the exercises", priority=True),
        Command("up",       "K,less_than_sign,shift+up",      "move(-1)",    "Move up",          "Do the exercise earlier", show=False),
        Command("down",     "J,greater_than_sign,shift+down", "move(1)",     "Move down",        "Do the exercise later", show=False),
        Command("name",     "n",                              "name",        "Name",             "Write the name", show=False),
        Command("help",     "question_mark,f1",               "app.help",    "Help",             "Explain the keys", show=False),
    ), has_list=True),
    **SESSION_COMMANDS,
    "exercise_form": Scope((
        Command("keep",     "ctrl+s",    "keep",               "Save",         "Write it to its file"),
        Command("next",     "tab",       "app.focus_next",     "Next field",   priority=True),
        Command("previous", "shift+tab", "app.focus_previous", "Field before", show=False, priority=True),
        Command("on",       "enter",     "go_on",              "Go on",        "Go to the next field; after the last one save", show=False),
        Command("leave",    "escape",    "leave",              "Back",         "Leave it as it was; asks about changes"),
    )),
    "exercise_form/legs": Scope((
        Command("before", LEFT,             "step(-1)", "Legs before", "Take the legs before", show=False),
        Command("after",  f"{RIGHT},space", "step(1)",  "Legs after",  "Take the next legs", show=False),
    )),
    "unsaved": Scope((
        Command("retry",  "r",      "retry",  "Try again",          "Try to save it again"),
        Command("export", "e",      "export", "Export",             "Write it to another place"),
        Command("later",  "escape", "later",  "Keep for later",     "Go on; every later save tries it again", key_display="esc"),
        Command("leave",  "q",      "leave",  "Leave all the same", "Leave without saving"),
    )),
    "details": Scope((
        Command("close", "enter", "close", "Close", show=False),
        Command("edit",  "e",     "edit",  "Edit", "Change pain, note, when it was, what was done, and each hold"),
        Command("day",   "d",     "day",   "Day", "Correct the day it counts for"),
    )),
    "mark": Scope((
        Command("choose", "enter,space", "choose",           "Choose", "Take this mark"),
        Command("before", LEFT,          "day(-1)",          "Day before", "Mark the day before instead", show=False),
        Command("after",  RIGHT,         "day(1)",           "Day",    "Mark the day after instead", key_display="← →"),
        Command("rest",   "z,r",         "answer('rest')",   "Rest",   "Rest: the week counts as usual", show=False),
        Command("ill",    "i",           "answer('ill')",    "Ill",    "Ill: the week cannot count against you", show=False),
        Command("pain",   "p",           "answer('pain')",   "Pain",   "Pain: the week cannot count against you", show=False),
        Command("travel", "t",           "answer('travel')", "Travel", "Travel: the week cannot count against you", show=False),
        Command("none",   "n",           "answer('none')",   "None",   "None: take the mark away", show=False),
        Command("back",   "escape,q,m",  "answer('back')",   "Back",   "Change nothing", key_display="esc"),
    ), has_list=True),
    "explanations": Scope((Command("close", "e", "close", "Close", show=False),)),
    "mornings": Scope((
        Command("trial",     "enter",      "answer('trial')",     "Leave it out",    "Leave it out for a week and see", priority=True),
        # Before the text can scroll with it, which it does while there is nothing to keep.
        Command("keep",      "k",          "answer('keep')",      "Keep it",         "Keep it; for eight weeks you are not asked about it", priority=True),
        Command("never",     "d",          "answer('never')",     "Don't ask again", "Keep it, and never be asked about it again"),
        Command("end_trial", "i",          "answer('end_trial')", "Bring it back",   "End the week without it"),
        Command("explain",   "e",          "explain",             "Explain",         "Explain the numbers, morning by morning"),
        Command("back",      "escape,q,w", "answer('back')",      "Back",            "Change nothing", key_display="esc"),
    )),
    "clash": Scope((
        Command("theirs", "t",      "answer('theirs')", "Keep theirs", "Leave the version that is in the log"),
        Command("mine",   "m",      "answer('mine')",   "Save mine",   "Put your version in its place; undo brings the other one back"),
        Command("back",   "escape", "answer('back')",   "Back",        "Go back to what you filled in", key_display="esc"),
    )),
    "copies": Scope((
        Command("merge", "m",        "answer('merge')", "Merge",   "Merge them into yours"),
        Command("later", "escape,q", "answer('later')", "Not now", "Leave them; you are not asked again, but the command palette finds them", key_display="esc"),
    )),
    "programme": Scope((
        Command("take",    "enter,y",    "answer('take')",    "Take it in",    "Take it in; what of yours differs stays beside it"),
        Command("replace", "r",          "answer('replace')", "Replace yours", "Take it in, in the place of what of yours differs"),
        Command("leave",   "escape,q,n", "answer('leave')",   "Not now",       "Take nothing in", key_display="esc"),
    )),
    "add": Scope((
        Command("take",  "enter,space", "take",  "Add to it", "Add it to this one"),
        Command("leave", "escape,q",    "leave", "Back",      "Add it to none"),
    ), has_list=True),
    "choose": Scope((
        Command("take",  "enter,space", "choose",          "Add",  "Add this exercise"),
        Command("leave", "escape,q",    "answer('leave')", "Back", "Add none"),
    ), has_list=True),
    "keep": Scope((
        Command("save",    "s,enter",  "answer('save')",    "Save",          "Save and leave"),
        Command("discard", "d",        "answer('discard')", "Discard",       "Leave without saving"),
        Command("go_on",   "escape,q", "answer('go_on')",   "Go on editing", "Stay here"),
    )),
    "places": Scope((
        Command("edit",   "enter",    "edit",    "At hand",   "Tick what is at hand there"),
        Command("here",   "space",    "be_here", "I am here", "Make this the place you are at; again to be anywhere"),
        Command("add",    "n",        "add",     "New",       "Add a place"),
        Command("rename", "r",        "rename",  "Rename",    "Give it another name"),
        Command("remove", "d,delete", "remove",  "Remove",    "Remove this place"),
        Command("undo",   "u",        "undo",    "Undo",      "Take the last change back"),
        Command("leave",  "escape,q", "leave",   "Back",      "Go back to the settings"),
    ), has_list=True),
    "at_hand": Scope((
        Command("tick",  "space",    "tick",  "Tick", "Tick or untick this line"),
        Command("keep",  "enter",    "keep",  "Keep", "Keep what is ticked"),
        Command("leave", "escape,q", "leave", "Back", "Leave it as it was"),
    ), has_list=True),
    "theme": Scope((
        Command("take", "enter,space", "take",    "Take this", "Keep this theme"),
        Command("back", "escape,q",    "restore", "Back",      "Keep the theme of before"),
    ), has_list=True),
    "try": Scope((
        Command("next",  "t,space",        "next",  "The next one", key_display="t"),
        Command("leave", "escape,enter,q", "leave", "Back",         key_display="esc"),
    )),
    "card": Scope((
        # Enter does one of two things: what is below the edge is read first.
        Command("more",        "enter",    "more",        "More",             "Read on"),
        Command("acknowledge", "enter",    "acknowledge", "I have read this", "Keep that you have read this, with today's date"),
        Command("leave",       "escape,q", "leave",       "Back",             "Go back"),
    )),
    "ticks": Scope((
        Command("tick",    "space",    "tick",    "Tick",    "Tick or untick this line"),
        Command("already", "a",        "already", "I do these already", "Tick that you do these stretches regularly already"),
        Command("keep",    "enter",    "keep",    "Go on",   "Keep what is ticked; nothing ticked is fine"),
        Command("leave",   "escape,q", "leave",   "Back",    "Leave it as it was", key_display="esc"),
    ), has_list=True),
    "card/text": Scope((
        Command("close", "escape,q", "close", "Close", "Close the card", key_display="esc"),
    )),
    "attention": Scope((
        Command("merge", "m",                "answer(True)",  "Add the other log", "Add the sessions of the other log to this one"),
        Command("apart", "a",                "answer(False)", "Leave it out",      "Leave the other log out and hear no more of it"),
        Command("close", "exclamation_mark", "close",         "Close", show=False),
    )),
    "ask": Scope((
        Command("leave", "escape", "leave", "Back", "Leave it as it is"),
    )),
    "ask/line": Scope((Command("keep", "enter", "submit", "Keep", "Keep what is typed"),)),
    "palette": Scope((Command("close", "escape", "escape", "Close", "Call nothing"),)),
    "palette/line": Scope((
        Command("take", "enter", "submit",             "Choose", "Call what the cursor stands on"),
        Command("move", "down",  "screen.cursor_down", "Move",   "Go through the list", key_display="↑ ↓"),
    )),
    # Every card has it besides its own; a line of text takes the ? and leaves f1.
    "dialog": Scope((Command("help", "question_mark,f1", "app.help", "Help", "Explain the keys that work here", show=False),)),
    "help": Scope((
        Command("close", "escape,q,question_mark,f1,enter", "close", "Close", "Close the help"),
    )),
    "list": Scope((
        Command("up",        UP,        "cursor_up",   "Up",        "Go up one line", show=False),
        Command("down",      DOWN,      "cursor_down", "Down",      "Go down a line", show=False),
        Command("page_up",   PAGE_UP,   "page_up",     "Page up",   "Go up a page", show=False),
        Command("page_down", PAGE_DOWN, "page_down",   "Page down", "Down a page", show=False),
        Command("first",     FIRST,     "first",       "First",     "Go to the first", show=False),
        Command("last",      LAST,      "last",        "Last",      "Go to the last", show=False),
    )),
    "list/sessions": Scope((
        Command("up",        UP,        "move(-1)", "Newer",     "Go to the newer session", show=False),
        Command("down",      DOWN,      "move(1)",  "Older",     "Go to the older session", show=False),
        Command("page_up",   PAGE_UP,   "page(-1)", "Page up",   "Go up a page", show=False),
        Command("page_down", PAGE_DOWN, "page(1)",  "Page down", "Go down a page", show=False),
        Command("first",     FIRST,     "newest",   "Newest",    "Go to the newest session", show=False),
        Command("last",      LAST,      "oldest",   "Oldest",    "Go to the oldest session", show=False),
    )),
    "list/days": Scope((
        Command("left",  LEFT,  "walk(-7)", "Week before", "Go to the week before", show=False),
        Command("right", RIGHT, "walk(7)",  "Week after",  "Go to the week after", show=False),
        Command("up",    UP,    "walk(-1)", "Day before",  "Go to the day before", show=False),
        Command("down",  DOWN,  "walk(1)",  "Day after",   "Go to the day after", show=False),
        Command("first", FIRST, "first",    "First day",   "Go to the first day", show=False),
        Command("last",  LAST,  "today",    "Today",       "Go to today", show=False),
    )),
    "text": Scope((
        Command("up",        UP,                     "scroll_up",   "Up",        "Scroll up", show=False),
        Command("down",      DOWN,                   "scroll_down", "Down",      "Scroll down", show=False),
        Command("page_up",   PAGE_UP,                "page_up",     "Page up",   "Up a page", show=False),
        Command("page_down", f"{PAGE_DOWN},space",   "page_down",   "Page down", "Down a page", show=False),
        Command("top",       FIRST,                  "scroll_home", "Top",       "To the top", show=False),
        Command("end",       LAST,                   "scroll_end",  "End",       "To the end", show=False),
    )),
}
# fmt: on
"""The commands by scope. After a slash stands what tells apart the widgets that share a scope:
their commands have the same names and keys, or names that the others lack."""


def full_name(scope: str, command: Command) -> str:
    """Return the name of a command with that of its scope, such as `session.pause`."""
    return f"{scope.partition('/')[0]}.{command.name}"


USUAL_KEYS: Mapping[str, str] = {
    full_name(scope, command): command.keys
    for scope, declared in COMMANDS.items()
    for command in declared.commands
}
"""Every command's usual keys, parted by commas, by its full name."""
COMMAND_ORDER: Mapping[str, int] = {name: at for at, name in enumerate(USUAL_KEYS)}
"""Where each command is declared, by its full name."""
