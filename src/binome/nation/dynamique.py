"""Who signs, how patientèles grow, who leaves: published figures turned into the integers that the draws look at.

Nothing here is law. Means and take-up are calibrated on published signatories and controls; what no figure settles is
an assumption (`hypotheses`). Floats calibrate; the draws themselves are integers.
"""

from __future__ import annotations

from math import sqrt
from typing import Final, NamedTuple

import numpy as np

from binome.droit.codes import Patientele, Tranche
from binome.moteur.hasard import BITS_DE_SCORE, COMMUN, MASQUE, MILLION, philox
from binome.nation.courbes import GENERALISTE
from binome.nation.hasard import scores_normaux
from binome.nation.hypotheses import Retenues
from binome.nation.matrices import ANNEES, Choix, Entiers, Reels, Table
from binome.nation.population import Population
from binome.nation.recours import probabilites_de_recours

DEUX_32: Final = 1 << 32
"""A certainty, on the scale of the draws."""
_MOIS_SUIVIS: Final = 48
_TRANCHES: Final = 5


class Evolution(NamedTuple):
    """What all fates look at, in integers: growth in millionths of the initial count, probabilities on 2^32."""

    croissance: Entiers
    """By patientèle, bracket at entry and year."""
    dispersion: Entiers
    """By patientèle and year: standard deviation between doctors."""
    commune: Entiers
    """By draw, patientèle and year: what all doctors share, the uncertainty of the published means."""
    tendance: Entiers
    """By patientèle and year: what happens without a contract."""
    departs: Entiers
    """By year: the contract has stopped when the draw is below."""
    liaison: Entiers
    """Correlation of the two growths and its complement, in millionths."""
    scores: Entiers
    """Normal scores of equal probability, in millionths."""


class Dynamique(NamedTuple):
    """Who signs, and how counts then move."""

    recours: Entiers
    """By doctor, on 2^32: he signs when his draw is below."""
    tranche: Entiers
    """By doctor: bracket at entry, that of his PMT, or of his PFA where he has none: the law does not move it."""
    evolution: Evolution


def calibrer(population: Population, eligibles: Choix, retenues: Retenues, tirages: int, graine: int) -> Dynamique:
    """Turn the assumptions into a dynamic of this nation.

    Args:
        population: the doctors.
        eligibles: which of them are eligible under the law in force: take-up is a share of these.
        retenues: value of every assumption.
        tirages: number of draws.
        graine: seed of the draws.
    """
    recours = probabilites_de_recours(population.medecins, eligibles, retenues)
    tranches = _tranches_a_l_entree(population)
    pmt = _croissances_de_la_pmt(population.medecins, recours * eligibles, tranches, retenues)
    return Dynamique(_entiers(recours * DEUX_32), tranches, _evolution(pmt, retenues, tirages, graine))


def _evolution(pmt: Reels, retenues: Retenues, tirages: int, graine: int) -> Evolution:
    temps = np.array([12 * annee / _MOIS_SUIVIS for annee in range(1, ANNEES + 1)])
    pfa = np.full(_TRANCHES, float(retenues["croissance_pfa"]))
    dispersion = float(retenues["ecart_de_croissance"]) * temps
    commune = dispersion / sqrt(float(retenues["signataires_suivis"]))
    tendances = [float(retenues[nom]) * temps for nom in ("tendance_pmt", "tendance_pfa")]
    rho = float(retenues["correlation_des_croissances"])
    return Evolution(
        croissance=_millioniemes([np.outer(pmt, temps), np.outer(pfa, temps)]),
        dispersion=_millioniemes([dispersion, dispersion]),
        commune=_communes(tirages, graine, _millioniemes([commune])[0]),
        tendance=_millioniemes(tendances),
        departs=_entiers(_departs_cumules(float(retenues["departs"])) * DEUX_32),
        liaison=_millioniemes([np.array([rho, sqrt(1 - rho**2)])])[0],
        scores=scores_normaux(),
    )


def _entiers(flottants: Reels) -> Entiers:
    return np.rint(flottants).astype(np.int64)


def _millioniemes(flottants: list[Reels]) -> Entiers:
    return _entiers(MILLION * np.array(flottants))


def _departs_cumules(par_an: float) -> Reels:
    """Return the share of contracts that have stopped before the end of each year."""
    return np.array([1 - (1 - par_an) ** annee for annee in range(1, ANNEES + 1)])


def _tranches_a_l_entree(population: Population) -> Entiers:
    """Return the bracket of each doctor's PMT, P30-P50 and below being one; PFA where he has no PMT."""
    tranches = np.zeros(len(population.medecins), dtype=np.int64)
    for strate in population.strates:
        bloc = population.medecins[strate.lignes]
        patientele = Patientele.PMT if bloc["medecin.pmt.patients"][0] >= 0 else Patientele.PFA
        p30, p50, p90, _, p95 = population.seuils[strate.specialite, patientele, :5].tolist()
        tranches[strate.lignes] = np.searchsorted(
            [p30, p50, p90, p95], bloc[f"medecin.{patientele.code}.patients"], side="right"
        )
    return tranches


def _croissances_de_la_pmt(medecins: Table, recours: Reels, tranches: Entiers, retenues: Retenues) -> Reels:
    """Return the PMT growth by bracket: as published up to P50, the same above so that signatories' mean holds."""
    generalistes = medecins["candidat.specialite"] == GENERALISTE
    poids = np.where(generalistes, recours * medecins["medecin.pmt.patients"], 0)
    moyenne, basse = float(retenues["croissance_pmt"]), float(retenues["croissance_pmt_p30_p50"])
    sous_p50 = tranches <= Tranche.P30_P50
    total, bas = float(poids.sum()), float(poids[sous_p50].sum())
    haute = (moyenne * total - basse * bas) / (total - bas) if total > bas else moyenne
    return np.array([basse, basse, haute, haute, haute])


def _communes(tirages: int, graine: int, ecarts: Entiers) -> Entiers:
    """Return what all doctors share in each draw: one normal score by patientèle, over the years."""
    scores = scores_normaux()
    tires = [philox(COMMUN, 0, tirage, 0, graine & MASQUE, 0) for tirage in range(tirages)]
    par_tirage = np.array([[scores[u >> (32 - BITS_DE_SCORE)] for u in mots[:2]] for mots in tires], dtype=np.int64)
    communes: Entiers = par_tirage[:, :, None] * ecarts[None, None, :] // MILLION
    return communes
