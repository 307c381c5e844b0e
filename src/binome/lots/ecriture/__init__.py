"""Writing: blocks of answers encoded apart, put one after the other in the format that a person asked for."""
