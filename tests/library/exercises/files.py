"""Exercise files: the least that can be written, and one to be damaged in one place at a time."""

SIX_LINES = """\
name = "Wall calf stretch"
sides = "each"
needs = ["a wall"]
steps = ["Hands on the wall.", "Put the {side} foot back, heel down.", "Bend the {other} knee."]
reps = 3
hold_seconds = 30
"""

VALID = """\
id = "toe-reach"
name = "Toe reach"
purpose = "To be tested."
kind = "stretch"
posture = "standing"
sides = "each"
order = 9
needs = ["mat"]
steps = [
    "Lift the {side} leg.",
    "Lower the {other} leg.",
]
muscles = ["hamstrings"]
cautions = []
mistakes = []
easier = "Less."
harder = "More."

[hold]
end = "eased"
stop_seconds = 60
source = "test"

[[doses]]
reps = 2
hold_seconds = 10
source = "test"

[[doses]]
reps = 2
hold_seconds = 20
source = "test"

[[heights]]
name = "step"
centimetres = 20
hip_degrees = 38
source = "test"

[pose]
anything = { goes = [1, "here"] }
"""

MASSAGE = """
[[massage]]
name = "Knead"
hands = "Softly."
pressure = "Soft."
seconds = 40
source = "test"
"""
