"""The terminal dashboard and the command line of supple."""
