"""The history: records, the TinyDB file, and what keeps it safe."""
