"""The rules compiled from their own source: columns, codec, loops. It knows neither files nor the nation."""

from binome.moteur.supplements import exiger

exiger(("numpy", "llvmlite"))
