"""Two machines joined by real sync tools, where these are installed."""
