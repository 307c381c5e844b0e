"""The law of the *aide à l'emploi d'un assistant médical*, and nothing else.

One folder per theme: its rules (`regles.py`), its numbers (`nombres.toml`), its sentences where it has some.
A theme imports the engine and the vocabulary, never another theme; `aide.py` composes them.
"""
