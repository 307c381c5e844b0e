"""Theme of the law: see `regles.py` and `nombres.toml`."""
