"""The columns of the kernel's matrices, and the bounds within which its arithmetic is exact."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrice = NDArray[np.int64]
    Table = NDArray[np.void]

ANNEES: Final = 5


class Entree(IntEnum):
    """Columns of the input matrix."""

    SPECIALITE = 0
    FAMILLE = 1
    DEPARTEMENT = 2
    SECTEUR = 3
    ZONE = 4
    OPTION = 5
    PMT = 6
    PFA = 7
    RANG_PMT = 8
    RANG_PFA = 9
    CONVENU_PMT = 10
    CONVENU_PFA = 11
    RQTH = 12
    A_65_ANS = 13
    RECENTE = 14
    LIBERALE_N = 15
    LIBERALE_D = 16
    PROPRES = 17
    CLINIQUE_N = 18
    CLINIQUE_D = 19
    JEUNES_N = 20
    JEUNES_D = 21
    REGROUPE = 22
    RENFORCEE = 23
    COORDONNE = 24
    CONTRAT_1 = 25
    PRECEDENTS = 26
    ANNEE_SECOND = 27
    MIXTE = 28
    DISTINCT = 29
    SOUS_DENSE = 30
    CONSTATS = 31


PAR_CONSTAT: Final = 6
"""present, pmt, pfa, exceptional, decided numerator, decided denominator."""
LARGEUR_D_ENGAGEMENT: Final = 19
LARGEUR: Final = Entree.CONSTATS + PAR_CONSTAT * ANNEES


class Sortie(IntEnum):
    """Columns of the output per contract."""

    STATUT = 0
    A_PART = 1
    TRANCHE_PMT = 2
    TRANCHE_PFA = 3
    TRANCHE_MONTANT = 4
    OBJECTIF_PMT = 5
    OBJECTIF_PFA = 6


PLUS_GRAND_NOMBRE: Final = 1_000_000
"""Counts and terms of shares above it are left to the interpreter: below it, no dividend of the law comes near 2^53."""
