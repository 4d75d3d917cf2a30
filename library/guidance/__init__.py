"""How a person does neither too much nor too little: the plan of the day, and what it rests on.

Everything here is worked out from the history whenever it is shown; only answers and decisions
are stored. Each module holds one rule and returns facts; the texts are made of them elsewhere.
"""
