"""The rules of this package, for pages, lists and checks that must miss none."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from binome.moteur.trace import REGLES, Regle

MODULES: Final = ("binome.economie.cout.regles", "binome.economie.activite.regles")


def toutes_les_regles_economiques() -> dict[str, Regle[Any, Any]]:
    """Return the rules of the cost and of the activity, by name."""
    for module in MODULES:
        import_module(module)
    return {nom: regle for nom, regle in REGLES.items() if regle.theme in MODULES}
