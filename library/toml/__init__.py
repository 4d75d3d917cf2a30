"""TOML files that people edit: read with line numbers, written with their comments kept."""

KeyPath = tuple[str | int, ...]
"""Keys and list positions from the root of a document down to a value."""
