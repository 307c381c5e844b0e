"""How likely each doctor is to sign: calibrated so that take-up and signatories are as published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from binome.nation.courbes import GENERALISTE
from binome.nation.hypotheses import Retenues
from binome.nation.matrices import Choix, Entiers, Reels, Table

_NIVEAU_EXTREME: Final = 60
_PENTE_EXTREME: Final = 8
_PAS_DE_NIVEAU: Final = 60
_PAS_DE_PENTE: Final = 29


def probabilites_de_recours(medecins: Table, eligibles: Choix, retenues: Retenues) -> Reels:
    """Return each doctor's probability of a contract: logistic in the logarithm of the PMT for general practitioners.

    Level and slope are solved so that the mean over eligible doctors and the signatories' mean PMT are as published.
    """
    probabilites = np.full(len(medecins), float(retenues["recours_autres"]))
    generalistes = medecins["candidat.specialite"] == GENERALISTE
    if generalistes.any():
        part, rapport = float(retenues["recours_generalistes"]), float(retenues["patientele_des_signataires"])
        pmt = medecins["medecin.pmt.patients"][generalistes]
        probabilites[generalistes] = _des_generalistes(pmt, eligibles[generalistes], part, rapport)
    return probabilites


def _des_generalistes(pmt: Entiers, ouverts: Choix, part: float, rapport: float) -> Reels:
    """Return the probabilities whose mean is `part`, and whose weighted PMT is `rapport` times the mean one."""
    scores = np.log(np.maximum(pmt, 1)) - np.log(np.median(pmt))

    def au_niveau_de_la_part(pente: float) -> Reels:
        def trop(niveau: float) -> bool:
            return bool(_logistique(niveau + pente * scores[ouverts]).mean() > part)

        niveau = _dichotomie(trop, -_NIVEAU_EXTREME, _NIVEAU_EXTREME, _PAS_DE_NIVEAU)
        return _logistique(niveau + pente * scores)

    def trop_grands(pente: float) -> bool:
        retenues = au_niveau_de_la_part(pente)[ouverts]
        return bool((retenues * pmt[ouverts]).sum() / retenues.sum() > rapport * pmt.mean())

    if not ouverts.any():
        return au_niveau_de_la_part(0)
    return au_niveau_de_la_part(_dichotomie(trop_grands, 0, _PENTE_EXTREME, _PAS_DE_PENTE))


def _logistique(valeurs: Reels) -> Reels:
    logistique: Reels = 1 / (1 + np.exp(-valeurs))
    return logistique


def _dichotomie(trop: Callable[[float], bool], basse: float, haute: float, pas: int) -> float:
    """Return where `trop` turns true, by halving an interval `pas` times."""
    for _ in range(pas):
        milieu = (basse + haute) / 2
        basse, haute = (basse, milieu) if trop(milieu) else (milieu, haute)
    return (basse + haute) / 2
