"""The web application: pages that show what the simulation says and compute nothing."""
