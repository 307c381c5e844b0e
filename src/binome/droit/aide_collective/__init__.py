"""The collective aid of 2026: one contract for a group of general practitioners."""
