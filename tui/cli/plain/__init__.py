"""Plain mode: a session for screen readers, pipes, logs and plain terminals."""
