"""Speed, measured: medians of several runs; compare ratios, not absolute times (machines differ)."""
