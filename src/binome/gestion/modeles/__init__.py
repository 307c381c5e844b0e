"""The tables, one family a module. Sums are whole cents; shares and counts are never stored rounded."""
