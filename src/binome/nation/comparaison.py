"""The same fate under two laws: does the contract win, lose, or can nobody say?"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from binome.moteur.primitives import INCONNU
from binome.nation.matrices import Entiers
from binome.nation.mesures import SANS_CONTRAT, Compare
from binome.noyau.calcul import noyau


def boucle_des_comparaisons(
    avant: Entiers, apres: Entiers, compares: Entiers, tirages: int, lignes: tuple[int, int]
) -> None:
    """Add, for some rows of doctors, what each contract receives under two laws; nothing signed receives nothing."""
    for medecin in range(lignes[0], lignes[1]):
        for tirage in range(tirages):
            recus = avant[medecin, tirage], apres[medecin, tirage]
            if recus[0] == SANS_CONTRAT and recus[1] == SANS_CONTRAT:
                continue
            if recus[0] == INCONNU or recus[1] == INCONNU:
                compares[medecin, Compare.INCOMPARABLES] += 1
                continue
            ecart = max(recus[1], 0) - max(recus[0], 0)
            compares[medecin, Compare.GAGNANTS] += 1 if ecart > 0 else 0
            compares[medecin, Compare.PERDANTS] += 1 if ecart < 0 else 0
            compares[medecin, Compare.INCHANGES] += 1 if ecart == 0 else 0
            compares[medecin, Compare.GAIN] += max(ecart, 0)
            compares[medecin, Compare.PERTE] += min(ecart, 0)


@cache
def noyau_des_comparaisons() -> Callable[..., None]:
    """Return the loop of comparisons: no law enters it."""
    return noyau(boucle_des_comparaisons)
