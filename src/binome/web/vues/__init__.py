"""The views: each reads an address, asks the simulation, shows the answer."""
