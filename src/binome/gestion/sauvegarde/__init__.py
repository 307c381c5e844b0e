"""Backups: the whole of management in one file, of whichever engine, that can be sealed with a phrase."""
