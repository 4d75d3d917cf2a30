"""Keys: what they are called, whose they are, and which of them work where."""
