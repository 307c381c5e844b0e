"""The engine: dated numbers, decision tables, exact rates and euros, rules that can tell how they concluded.

It knows nothing of the scheme (it is tested on a toy law) and imports the standard library alone.
"""
