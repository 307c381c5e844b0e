"""Is it worth it? What an assistant costs, brings and may lose: exact sums, sourced numbers, nothing silent."""
