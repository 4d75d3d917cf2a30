"""Numbers derived from the log: streaks, strength, balance."""
