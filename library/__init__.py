"""Everything that knows about stretching and nothing about screens."""
