"""The attacker's list: each attempt that once passed, and the kind that it belongs to."""
