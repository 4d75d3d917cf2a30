"""Routines, and the plans of timed steps they turn into."""
