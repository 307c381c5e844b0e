"""Every rule of the law, loaded theme by theme: for pages, lists and checks that must miss none."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from binome.droit.catalogue import COLLECTIF, THEMES
from binome.moteur.trace import REGLES, Regle


def toutes_les_regles() -> dict[str, Regle[Any, Any]]:
    """Return the rules of the law by name, in the order of the themes."""
    modules = [
        *(f"binome.droit.{theme}.regles" for theme in (*THEMES, COLLECTIF)),
        "binome.droit.engagement",
        "binome.droit.avenants",
        "binome.droit.annee",
        "binome.droit.candidature",
    ]
    for module in modules:
        import_module(module)
    return {nom: regle for module in modules for nom, regle in REGLES.items() if regle.theme == module}
