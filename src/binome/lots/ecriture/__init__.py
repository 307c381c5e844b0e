"""Writing: answers in the format of the file that a person asked for."""
