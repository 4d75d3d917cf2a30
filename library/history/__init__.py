"""The log: records, the TinyDB file, and what keeps it safe."""
