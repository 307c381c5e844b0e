"""A synthetic nation of doctors: population, dynamics, draws, reforms, projection."""

from binome.moteur.supplements import exiger

exiger(("numpy", "polars", "llvmlite"))
