"""The compiling side: every rule and primitive overloaded by its own source, kernels cached across processes.

Numba watches one file only and would serve stale law, so the cache lives in a folder named after the law's version, the
engine's sources and the compiler's.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from binome.droit.catalogue import catalogue
from binome.droit.registre import toutes_les_regles
from binome.moteur.primitives import COMPILABLES, JUMELEES, PAR_LONGUEUR
from binome.moteur.trace import REGLES

_OPTIONS: Final[Any] = {"error_model": "numpy", "forceinline": True}


def _rang(valeur, seuils):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, ARG001  (Numba compares signatures)
    somme = " + ".join(f"(1 if valeur >= seuils[{i}] else 0)" for i in range(len(seuils)))
    return _fonction(f"def f(valeur, seuils):\n    return {somme}")


def _choix(ligne, indice):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, ARG001
    n = len(ligne)
    tests = "".join(f"ligne[{i}] if indice == {i} else (" for i in range(n - 1))
    return _fonction(f"def f(ligne, indice):\n    return {tests}ligne[{n - 1}]{')' * (n - 1)}")


def _quotient(numerateur, denominateur):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, ARG001
    """Return the quotient through a double and one correction: a 64-bit division costs several times more.

    Both numbers are exact in a double, the double quotient is off by less than one: its integer part is the floor, or
    one beside it, and the remainder says which. `tests/moteur/test_quotient.py` holds the proof.
    """

    def f(numerateur, denominateur):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        q = int(float(numerateur) / float(denominateur))
        reste = numerateur - q * denominateur
        return q + (1 if reste >= denominateur else 0) - (1 if reste < 0 else 0)

    return f


def _fonction(source: str) -> Any:
    espace: dict[str, Any] = {}
    exec(source, espace)  # noqa: S102  (a branch-free twin of a primitive, for the length of its tuple)
    return espace["f"]


def _sa_source(fonction: Any) -> Any:
    return lambda *_: fonction


def dossier_de_cache() -> Path:
    """Return the folder of compiled kernels: one per version of the law, the engine and the compiler."""
    import llvmlite
    import numba

    empreinte = sha256(f"{catalogue().version}|{numba.__version__}|{llvmlite.__version__}".encode())
    paquet = Path(__file__).parents[1]
    for fichier in sorted(f for etage in ("moteur", "noyau", "nation") for f in (paquet / etage).glob("*.py")):
        empreinte.update(fichier.read_bytes())
    base = Path(os.environ.get("BINOME_CACHE") or Path.home() / ".cache" / "binome")
    return base / f"noyau-{empreinte.hexdigest()[:16]}"


_surchargees: set[str] = set()


def _preparer() -> Any:
    """Overload, by its own source, every primitive and rule that is not yet: rules may be loaded later than others."""
    import llvmlite.binding
    import numba
    from numba.extending import overload

    toutes_les_regles()
    if not _surchargees:
        config: Any = numba.config
        config.CACHE_DIR = str(dossier_de_cache())
        # Twenty columns need more checks that arrays are apart than the vectoriser allows itself by default.
        llvmlite.binding.set_option("", "--vectorize-memory-check-threshold=4000")
        for nom, forme in (("rang", _rang), ("choix", _choix)):
            overload(PAR_LONGUEUR[nom], jit_options=_OPTIONS)(forme)
        overload(JUMELEES["quotient"], jit_options=_OPTIONS)(_quotient)
    appelees: dict[str, Any] = {**COMPILABLES, **REGLES}
    sources = {**COMPILABLES, **{nom: regle.fonction for nom, regle in REGLES.items()}}
    for nom, appelee in appelees.items():
        if nom not in _surchargees:
            overload(appelee, jit_options=_OPTIONS, strict=False)(_sa_source(sources[nom]))
            _surchargees.add(nom)
    return numba


def compiler(regle: Any) -> Any:
    """Return the compiled form of a rule, all that it calls included."""
    return _preparer().njit(error_model="numpy")(regle.fonction)


def compiler_noyau(figee: Callable[..., Any], *boucles: Callable[..., Any]) -> Any:
    """Return a kernel compiled without the interpreter's lock, kept on disk for the next process.

    Args:
        figee: function whose free variables (the numbers of the law) become constants of the machine code.
        boucles: plain functions that it calls, inlined so that those constants reach every rule.
    """
    numba = _preparer()
    from numba.extending import overload

    for boucle in boucles:
        if boucle.__qualname__ not in _surchargees:
            overload(boucle, jit_options=_OPTIONS, strict=False)(_sa_source(boucle))
            _surchargees.add(boucle.__qualname__)
    return numba.njit(error_model="numpy", nogil=True, cache=True)(figee)
