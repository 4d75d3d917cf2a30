"""Exercises: what they are, the catalogue and its filters."""
