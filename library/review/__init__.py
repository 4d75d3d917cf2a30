"""What the history of some weeks shows: looked back at, never judged, and no claim why."""
