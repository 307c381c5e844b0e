"""Reading: files as people keep them, turned into blocks of canonical columns."""
