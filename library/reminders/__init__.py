"""Reminders that the system or a calendar gives: nothing of ours stays running."""
