"""The smallest compiling side: every rule and primitive overloaded by its own source. Only tests import it."""

from __future__ import annotations

from typing import Any

import numba
from numba.extending import overload

from binome.moteur.primitives import COMPILABLES, PAR_LONGUEUR
from binome.moteur.trace import REGLES

_OPTIONS: Any = {"error_model": "numpy"}


def _rang(valeur, seuils):  # type: ignore[no-untyped-def]  # Numba compares signatures, annotations included
    somme = " + ".join(f"(1 if valeur >= seuils[{i}] else 0)" for i in range(len(seuils)))
    return _fonction(f"def f(valeur, seuils):\n    return {somme}")


def _choix(ligne, indice):  # type: ignore[no-untyped-def]
    n = len(ligne)
    tests = "".join(f"ligne[{i}] if indice == {i} else (" for i in range(n - 1))
    return _fonction(f"def f(ligne, indice):\n    return {tests}ligne[{n - 1}]{')' * (n - 1)}")


def _fonction(source: str) -> Any:
    espace: dict[str, Any] = {}
    exec(source, espace)
    return espace["f"]


def _sa_source(fonction: Any) -> Any:
    return lambda *_: fonction


def compiler(regle: Any) -> Any:
    """Return the compiled form of a rule, all that it calls included."""
    for nom, forme in (("rang", _rang), ("choix", _choix)):
        overload(PAR_LONGUEUR[nom], jit_options=_OPTIONS)(forme)
    for fonction in COMPILABLES.values():
        overload(fonction, jit_options=_OPTIONS, strict=False)(_sa_source(fonction))
    for une in REGLES.values():
        overload(une, jit_options=_OPTIONS, strict=False)(_sa_source(une.fonction))
    return numba.njit(error_model="numpy")(regle.fonction)
