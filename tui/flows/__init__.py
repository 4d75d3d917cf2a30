"""What takes several screens or a thread: from what the person asks for to what comes of it."""
