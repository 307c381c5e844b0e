"""The acts of a contract: read, replayed, stated."""
