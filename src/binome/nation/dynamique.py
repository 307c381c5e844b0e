"""Who signs, how patientèles grow, who leaves: published figures turned into the integers that the draws look at.

Nothing here is law. Means and take-up are calibrated on published signatories and controls; what no figure settles is
an assumption of `hypotheses.toml`. Floats calibrate; the draws themselves are integers.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import sqrt
from typing import Any, Final, NamedTuple

from binome.droit.codes import Patientele, Tranche
from binome.nation.hasard import BITS_DE_SCORE, COMMUN, MASQUE, MILLION, philox, scores_normaux
from binome.nation.population import GENERALISTE, Population
from binome.noyau.colonnes import ANNEES, Entree

_MOIS_SUIVIS: Final = 48
_TRANCHES: Final = 5
_DEUX_32: Final = 1 << 32
_NIVEAU_EXTREME: Final = 60
_BORNES_DE_PENTE: Final = (float(0), float(8))
_PRECISION: Final = 60


class Dynamique(NamedTuple):
    """What the draws look at, in integers: probabilities on 2^32, growth in millionths of the initial count."""

    recours: Any
    """By doctor: he signs when his draw is below."""
    tranche: Any
    """By doctor: bracket at entry, that of his PMT, or of his PFA where he has none: the law does not move it."""
    croissance: Any
    """By patientèle, bracket at entry and year."""
    dispersion: Any
    """By patientèle and year: standard deviation between doctors."""
    commune: Any
    """By draw, patientèle and year: what all doctors share, the uncertainty of the published means."""
    tendance: Any
    """By patientèle and year: what happens without a contract."""
    departs: Any
    """By year: the contract has stopped when the draw is below."""
    liaison: Any
    """Correlation of the two growths and its complement, in millionths."""


def calibrer(
    population: Population,
    eligibles: Any,
    retenues: Mapping[str, Decimal],
    tirages: int,
    graine: int,
    recours: int | None = None,
) -> Dynamique:
    """Turn the assumptions into a dynamic of this nation.

    Args:
        population: the doctors.
        eligibles: which of them are eligible under the law in force: take-up is a share of these.
        retenues: value of every assumption.
        tirages: number of draws.
        graine: seed of the draws.
        recours: the same take-up for all, in millionths, instead of the calibrated one.
    """
    import numpy as np

    matrice = population.matrice
    tranches = _tranches_pmt(population)
    if recours is None:
        probabilites = _recours(population, eligibles, retenues)
    else:
        probabilites = np.full(len(matrice), recours / MILLION)
    generalistes = matrice[:, Entree.SPECIALITE] == GENERALISTE
    poids = np.where(generalistes & eligibles, probabilites * matrice[:, Entree.PMT], 0)
    pmt = _par_tranche(retenues, poids, tranches)
    pfa = np.full(_TRANCHES, float(retenues["croissance_pfa"]))
    temps = np.array([12 * annee / _MOIS_SUIVIS for annee in range(1, ANNEES + 1)])
    dispersion = float(retenues["ecart_de_croissance"]) * temps
    commune = dispersion / sqrt(float(retenues["signataires_suivis"]))
    rho = float(retenues["correlation_des_croissances"])
    restants = [1 - (1 - float(retenues["departs"])) ** annee for annee in range(1, ANNEES + 1)]
    return Dynamique(
        recours=_entiers(probabilites * _DEUX_32),
        tranche=tranches,
        croissance=_entiers(MILLION * np.array([np.outer(pmt, temps), np.outer(pfa, temps)])),
        dispersion=_entiers(MILLION * np.array([dispersion, dispersion])),
        commune=_communes(tirages, graine, _entiers(MILLION * commune)),
        tendance=_entiers(
            MILLION * np.array([float(retenues["tendance_pmt"]) * temps, float(retenues["tendance_pfa"]) * temps])
        ),
        departs=_entiers(np.array(restants) * _DEUX_32),
        liaison=_entiers(MILLION * np.array([rho, sqrt(1 - rho**2)])),
    )


def _entiers(flottants: Any) -> Any:
    import numpy as np

    return np.rint(flottants).astype(np.int64)


def _tranches_pmt(population: Population) -> Any:
    """Return the bracket of each doctor's PMT, P30-P50 and below being one; PFA where he has no PMT."""
    import numpy as np

    tranches = np.zeros(len(population.matrice), dtype=np.int64)
    for groupe in population.groupes:
        bloc = population.matrice[groupe.debut : groupe.fin]
        suit = bloc[0, Entree.PMT] >= 0
        patientele, colonne = (Patientele.PMT, Entree.PMT) if suit else (Patientele.PFA, Entree.PFA)
        p30, p50, p90, _, p95 = population.seuils[groupe.specialite, patientele, :5].tolist()
        rangs = np.searchsorted([p30, p50, p90, p95], bloc[:, colonne], side="right")
        tranches[groupe.debut : groupe.fin] = rangs
    return tranches


def _par_tranche(retenues: Mapping[str, Decimal], poids: Any, tranches: Any) -> Any:
    """Return the PMT growth by bracket: as published up to P50, the same above so that signatories' mean holds."""
    import numpy as np

    moyenne, basse = float(retenues["croissance_pmt"]), float(retenues["croissance_pmt_p30_p50"])
    sous_p50 = tranches <= Tranche.P30_P50
    total, bas = float(poids.sum()), float(poids[sous_p50].sum())
    haute = (moyenne * total - basse * bas) / (total - bas) if total > bas else moyenne
    return np.array([basse, basse, haute, haute, haute])


def _recours(population: Population, eligibles: Any, retenues: Mapping[str, Decimal]) -> Any:
    """Return each doctor's probability of a contract: logistic in the logarithm of the PMT for general practitioners.

    Level and slope are solved so that the mean over eligible doctors and the signatories' mean PMT are as published.
    """
    import numpy as np

    matrice = population.matrice
    probabilites = np.full(len(matrice), float(retenues["recours_autres"]))
    generalistes = matrice[:, Entree.SPECIALITE] == GENERALISTE
    if not generalistes.any():
        return probabilites
    pmt = matrice[generalistes, Entree.PMT]
    scores = np.log(np.maximum(pmt, 1)) - np.log(np.median(pmt))
    ouverts = eligibles[generalistes]
    part, rapport = float(retenues["recours_generalistes"]), float(retenues["patientele_des_signataires"])

    def niveau(pente: float) -> Any:
        basse, haute = float(-_NIVEAU_EXTREME), float(_NIVEAU_EXTREME)
        for _ in range(_PRECISION):
            milieu = (basse + haute) / 2
            trop = (1 / (1 + np.exp(-(milieu + pente * scores[ouverts])))).mean() > part
            basse, haute = (basse, milieu) if trop else (milieu, haute)
        return 1 / (1 + np.exp(-((basse + haute) / 2 + pente * scores)))

    basse, haute = _BORNES_DE_PENTE
    retenu = niveau(basse)
    for _ in range(_PRECISION // 2 if ouverts.any() else 0):
        pente = (basse + haute) / 2
        retenu = niveau(pente)
        moyenne = (retenu[ouverts] * pmt[ouverts]).sum() / retenu[ouverts].sum()
        basse, haute = (basse, pente) if moyenne > rapport * pmt.mean() else (pente, haute)
    probabilites[generalistes] = retenu
    return probabilites


def _communes(tirages: int, graine: int, ecarts: Any) -> Any:
    """Return what all doctors share in each draw: one normal score by patientèle, over the years."""
    import numpy as np

    scores = scores_normaux()
    tires = [philox(COMMUN, 0, tirage, 0, graine & MASQUE, 0) for tirage in range(tirages)]
    par_tirage = np.array([[scores[u >> (32 - BITS_DE_SCORE)] for u in mots[:2]] for mots in tires], dtype=np.int64)
    return par_tirage[:, :, None] * ecarts[None, None, :] // MILLION
