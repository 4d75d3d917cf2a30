"""Numbers derived from the history: streaks, strength, balance."""
