"""Ways to make an event noticed."""
