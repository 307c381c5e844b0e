"""Anything through every reader: `python -m tests.fuzz` tries for a while and says its seed; the suite tries a little."""
