"""What takes several screens or a thread: from a wish of the person to what comes of it."""
