"""What is told of a key that does nothing; what follows names those that do something."""

NOTHING = "That key does nothing."
NOTHING_HERE = "That key does nothing here."
NOTHING_NOW = "That key does nothing just now."
