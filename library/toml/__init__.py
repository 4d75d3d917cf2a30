"""TOML files that people edit: read with line numbers, written with their comments kept."""
