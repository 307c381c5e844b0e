"""How counts of patients spread between the doctors of a speciality: curves through the published percentiles.

The curve is the monotone spline of log(count) against the normal score through P30, P50, P90 and P95, straight beyond
(extrapolated: nothing is published there). Specialities whose P30 alone is published borrow the shape of the general
practitioners' curve: a placeholder, and every answer says so. Floats draw people, never law or money.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from statistics import NormalDist
from typing import Final

import numpy as np

from binome.droit.bareme import Bareme
from binome.droit.codes import Patientele, Percentile
from binome.moteur.primitives import INCONNU
from binome.nation.matrices import Entiers, Reels

GENERALISTE: Final = 0
_GAMMA: Final = {Patientele.PMT: ("4.0421", "278.4532"), Patientele.PFA: ("4.7451", "350.4002")}
"""Shape and scale fitted on the four published points (study of the data, C.2)."""
_BURR: Final = {Patientele.PMT: ("2.4561", "3.5392", "1938.1923"), Patientele.PFA: ("4.3667", "0.8402", "1417.4248")}
"""c, k and scale, same source."""
_P70: Final = Decimal("0.7")
_PUBLIES: Final = 5
"""Points of a row of thresholds that may be published; the last one, P70, never is."""


def comptes_par_score(scores: Reels, bareme: Bareme, patientele: Patientele, courbe: str = "spline") -> Entiers:
    """Return the counts of general practitioners at these normal scores, rounded down: thresholds stay exact."""
    if courbe == "gamma":
        return _plancher(_quantiles_gamma(_probabilites(scores), *map(float, _GAMMA[patientele])))
    if courbe == "burr":
        c, k, echelle = map(float, _BURR[patientele])
        return _plancher(echelle * ((1 - _probabilites(scores)) ** (-1 / k) - 1) ** (1 / c))
    points = np.array([bareme.quantiles_normaux[p] for p in Percentile]) / 10**9
    logs = np.log(np.array([bareme.distribution[patientele][GENERALISTE][p] for p in Percentile]))
    # A count that the curve puts on a threshold must not fall under it by rounding.
    return _plancher(np.exp(_courbe_monotone(points, logs, scores)) + 1 / 10**6)


def comptes_de_la_specialite(
    scores: Reels, bareme: Bareme, patientele: Patientele, specialite: int, courbe: str
) -> Entiers | None:
    """Return the counts of a speciality, its curve borrowed and scaled to its own P30; None where it follows none."""
    if specialite == GENERALISTE:
        return comptes_par_score(scores, bareme, patientele, courbe)
    echelle = _echelle(bareme, patientele, specialite)
    if echelle is None:
        return None
    return comptes_par_score(scores, bareme, patientele) * echelle[0] // echelle[1]


def seuils_completes(bareme: Bareme, specialites: Iterable[int]) -> Entiers:
    """Return the published thresholds, completed by those of the borrowed curve where only P30 is published."""
    seuils: Entiers = seuils_publies(bareme)
    p70 = np.array([NormalDist().inv_cdf(float(_P70))])
    for patientele in Patientele:
        modele = [
            *seuils[GENERALISTE, patientele, :_PUBLIES].tolist(),
            int(comptes_par_score(p70, bareme, patientele)[0]),
        ]
        for specialite in specialites:
            echelle = _echelle(bareme, patientele, specialite)
            if echelle is None:
                continue
            for point, seuil in enumerate(modele):
                if seuils[specialite, patientele, point] == INCONNU:
                    seuils[specialite, patientele, point] = seuil * echelle[0] // echelle[1]
    return seuils


def _echelle(bareme: Bareme, patientele: Patientele, specialite: int) -> tuple[int, int] | None:
    propre = bareme.distribution[patientele][specialite][Percentile.P30]
    return (propre, bareme.distribution[patientele][GENERALISTE][Percentile.P30]) if propre > 0 else None


def seuils_publies(bareme: Bareme) -> Entiers:
    """Return the thresholds by speciality, patientèle and point (-1 where not published)."""
    table = np.full((len(bareme.distribution[0]), len(Patientele), _PUBLIES + 1), INCONNU, dtype=np.int64)
    for patientele in Patientele:
        for specialite, (p30, p50, p90, p95) in enumerate(bareme.distribution[patientele]):
            points = (p30, p50, p90, bareme.p94_estime[patientele][specialite], p95)
            table[specialite, patientele, :_PUBLIES] = [max(seuil, INCONNU) for seuil in points]
    return table


def _plancher(comptes: Reels) -> Entiers:
    return np.floor(comptes).astype(np.int64)


def _probabilites(scores: Reels) -> Reels:
    normale = NormalDist()
    return np.array([normale.cdf(float(score)) for score in np.atleast_1d(scores)])


def _quantiles_gamma(probabilites: Reels, forme: float, echelle: float) -> Reels:
    """Invert the gamma distribution on a fine grid: one patient wide at most."""
    grille = np.linspace(0, 12 * forme, 200_001)[1:]
    densite = np.exp((forme - 1) * np.log(grille) - grille)
    repartition = np.cumsum(densite)
    quantiles: Reels = echelle * np.interp(probabilites, repartition / repartition[-1], grille)
    return quantiles


def _courbe_monotone(x: Reels, y: Reels, ou: Reels) -> Reels:
    """Interpolate by cubic pieces (slopes of Fritsch and Butland: never beyond the points), straight outside."""
    pas, secantes = np.diff(x), np.diff(y) / np.diff(x)
    poids = np.array([2 * pas[1:] + pas[:-1], pas[1:] + 2 * pas[:-1]])
    interieures = poids.sum(axis=0) / (poids[0] / secantes[:-1] + poids[1] / secantes[1:])
    pentes = np.concatenate([secantes[:1], interieures, secantes[-1:]])
    rang = np.clip(np.searchsorted(x, ou, side="right") - 1, 0, len(x) - 2)
    t = (ou - x[rang]) / pas[rang]
    dedans = (
        y[rang] * (1 + 2 * t) * (1 - t) ** 2
        + y[rang + 1] * t**2 * (3 - 2 * t)
        + pas[rang] * (pentes[rang] * t * (1 - t) ** 2 - pentes[rang + 1] * t**2 * (1 - t))
    )
    avant, apres = y[0] + pentes[0] * (ou - x[0]), y[-1] + pentes[-1] * (ou - x[-1])
    return np.where(ou < x[0], avant, np.where(ou > x[-1], apres, dedans))
