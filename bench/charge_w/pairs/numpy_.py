"""NumPy in blocks that fit in the cache, on every core."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from bench.charge_w.donnees import SORTIES, Colonnes, vides
from bench.charge_w.pairs import tableaux

NOM = "NumPy, par blocs"
BLOC = 1 << 16


def version() -> str:
    """Return the library's version."""
    return np.__version__


def charger(colonnes: Colonnes) -> Callable[[], Colonnes]:
    """Return the calculation of these columns."""
    n = len(colonnes["pmt"])

    def calculer() -> Colonnes:
        sorties = dict(zip(SORTIES, vides(n), strict=True))

        def bloc(debut: int) -> None:
            tranche = slice(debut, debut + BLOC)
            for nom, valeurs in tableaux.calculer(np, {k: v[tranche] for k, v in colonnes.items()}).items():
                sorties[nom][tranche] = valeurs

        with ThreadPoolExecutor(os.cpu_count()) as ouvriers:
            list(ouvriers.map(bloc, range(0, n, BLOC)))
        return sorties

    return calculer
