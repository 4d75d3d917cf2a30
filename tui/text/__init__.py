"""Sentences that more than one screen or verb says; they take values, never services."""
