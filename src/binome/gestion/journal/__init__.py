"""The journal: write an entry in the transaction of what it tells, check a chain, export its anchor."""
