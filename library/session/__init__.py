"""The session engine, its events, and the cues that events call for."""
