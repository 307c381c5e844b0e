"""Documentation generated from the law."""
