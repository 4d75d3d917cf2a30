"""Doses, exercises, routines and settings in words."""
