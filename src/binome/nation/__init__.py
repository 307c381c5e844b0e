"""A synthetic nation of doctors: population, dynamics, draws, reforms, projection."""
