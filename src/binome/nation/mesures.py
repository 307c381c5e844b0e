"""What the draws sum: integers by doctor, by draw and by year, so that no order of addition matters."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np

from binome.nation.matrices import Entiers

LARGEUR_DES_ECARTS: Final = 401
"""Missed or passed by -200 to +200 patients, both ends gathering what lies beyond."""
CENTRE: Final = LARGEUR_DES_ECARTS // 2
PROCHE: Final = 10
"""Patients missing, at most, to an objective « missed by little »."""


SANS_CONTRAT: Final = -2
"""Stands for the sum that a fate receives when nothing is signed; `INCONNU` when it cannot be known."""


class Mesure(IntEnum):
    """What is summed for each contract year."""

    CONTRATS = 0
    CENTIMES = 1
    INTEGRALES = 2
    PRORATAS = 3
    NULLES = 4
    INCONNUES = 5
    GAIN_PMT = 6
    GAIN_PFA = 7
    TENDANCE_PMT = 8
    TENDANCE_PFA = 9
    MANQUES_DE_PEU = 10


class Compare(IntEnum):
    """What is summed of a doctor's contracts under a law, beside the same fates under the law of reference."""

    GAGNANTS = 0
    PERDANTS = 1
    INCHANGES = 2
    INCOMPARABLES = 3
    GAIN = 4
    PERTE = 5


class Sommes(NamedTuple):
    """What the draws of some doctors add up to under one law."""

    par_medecin: Entiers
    """(doctors, years, `Mesure`)."""
    par_tirage: Entiers
    """(draws, years, `Mesure`)."""
    ecarts: Entiers
    """(2, `LARGEUR_DES_ECARTS`): contract years by distance to the objective, PMT then PFA."""
    compares: Entiers
    """(doctors, `Compare`): each contract beside the same fate under the law of reference."""


def assembler(morceaux: Sequence[Sommes]) -> Sommes:
    """Return the sums of doctors drawn by blocks, in the order of the blocks."""
    return Sommes(
        np.concatenate([morceau.par_medecin for morceau in morceaux]),
        np.sum([morceau.par_tirage for morceau in morceaux], axis=0),
        np.sum([morceau.ecarts for morceau in morceaux], axis=0),
        np.concatenate([morceau.compares for morceau in morceaux]),
    )
