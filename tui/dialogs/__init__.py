"""Screens that lie over a page and close with an answer."""
