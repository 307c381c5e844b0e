"""A synthetic population of general practitioners: counts drawn through the published percentiles, exact at them.

The curve is the monotone spline of log(count) against the normal score through P30, P50, P90 and P95, straight beyond
(extrapolated: nothing is published there). Ranks are stratified and tied by a Gaussian copula, so the shares on each
side of a legal threshold are exact whatever the correlation and the seed. Floats draw people, never law or money.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from statistics import NormalDist
from typing import Any, Final

from binome.droit.bareme import Bareme
from binome.droit.catalogue import catalogue
from binome.droit.vocabulaire import Famille, Option, Patientele, Percentile, Reponse, Secteur, Zone
from binome.moteur.primitives import INCONNU
from binome.population.colonnes import ANNEES, LARGEUR, PAR_CONSTAT, Entree

GENERALISTE: Final = 0


@dataclass(frozen=True, slots=True)
class Hypothese:
    """One assumption: its title, its value, where it comes from, whether no figure settles it."""

    titre: str
    valeur: Decimal
    source: str
    supposee: bool


@cache
def hypotheses() -> dict[str, Hypothese]:
    """Return the assumptions, by name."""
    brutes = tomllib.loads(Path(__file__).with_name("hypotheses.toml").read_text("utf-8"))
    return {nom: Hypothese(b["titre"], Decimal(b["valeur"]), b["source"], b["supposee"]) for nom, b in brutes.items()}


def comptes_par_score(scores: Any, bareme: Bareme, patientele: Patientele) -> Any:
    """Return the counts of general practitioners at these normal scores, rounded down: thresholds stay exact."""
    import numpy as np

    points = np.array([bareme.quantiles_normaux[p] for p in Percentile]) / 10**9
    logs = np.log(np.array([bareme.distribution[patientele][GENERALISTE][p] for p in Percentile]))
    # A count that the curve puts on a threshold must not fall under it by rounding.
    return np.floor(np.exp(_courbe_monotone(points, logs, scores)) + 1 / 10**6).astype(np.int64)


def _courbe_monotone(x: Any, y: Any, ou: Any) -> Any:
    """Interpolate by cubic pieces (slopes of Fritsch and Butland: never beyond the points), straight outside."""
    import numpy as np

    pas, secantes = np.diff(x), np.diff(y) / np.diff(x)
    poids = np.array([2 * pas[1:] + pas[:-1], pas[1:] + 2 * pas[:-1]])
    interieures = poids.sum(axis=0) / (poids[0] / secantes[:-1] + poids[1] / secantes[1:])
    pentes = np.concatenate([secantes[:1], interieures, secantes[-1:]])
    rang = np.clip(np.searchsorted(x, ou, side="right") - 1, 0, len(x) - 2)
    t = (ou - x[rang]) / pas[rang]
    dedans = (
        y[rang] * (1 + 2 * t) * (1 - t) ** 2 + y[rang + 1] * t**2 * (3 - 2 * t)
        + pas[rang] * (pentes[rang] * t * (1 - t) ** 2 - pentes[rang + 1] * t**2 * (1 - t))
    )  # fmt: skip
    avant, apres = y[0] + pentes[0] * (ou - x[0]), y[-1] + pentes[-1] * (ou - x[-1])
    return np.where(ou < x[0], avant, np.where(ou > x[-1], apres, dedans))


def generer(medecins: int, option: Option, graine: int, jour: date, correlation: Decimal | None = None) -> Any:
    """Return a matrix of general practitioners for the kernel: one row each, columns of `Entree`, no constat.

    Args:
        medecins: number of doctors.
        option: working time that each would ask for.
        graine: seed; the same seed gives the same population on any machine.
        jour: day of signature.
        correlation: of the two counts; the assumption by default.
    """
    import numpy as np

    bareme = catalogue().bareme(jour)
    rho = float(hypotheses()["correlation"].valeur if correlation is None else correlation)
    hasard = np.random.Generator(np.random.Philox(graine))
    normale = NormalDist()
    scores = np.array([normale.inv_cdf((2 * rang + 1) / (2 * medecins)) for rang in range(medecins)])
    premier = hasard.standard_normal(medecins)
    second = rho * premier + np.sqrt(1 - rho**2) * hasard.standard_normal(medecins)
    matrice = np.tile(_ligne_type(option), (medecins, 1))
    for colonne, tirage, patientele in (
        (Entree.PMT, premier, Patientele.PMT), (Entree.PFA, second, Patientele.PFA),
    ):  # fmt: skip
        matrice[:, colonne] = comptes_par_score(scores, bareme, patientele)[np.argsort(np.argsort(tirage))]
    un, deux = (float(hypotheses()[nom].valeur) for nom in ("secteur_1", "secteur_2_optam"))
    tirages = hasard.random(medecins)
    matrice[:, Entree.SECTEUR] = np.select(
        [tirages < un, tirages < un + deux], [int(Secteur.SECTEUR_1), int(Secteur.SECTEUR_2_OPTAM)],
        int(Secteur.SECTEUR_2),
    )  # fmt: skip
    return matrice


def _ligne_type(option: Option) -> Any:
    """Return the row of an ordinary general practitioner whose counts are still to be drawn."""
    import numpy as np

    ligne = np.full(LARGEUR, INCONNU, dtype=np.int64)
    fixes = {
        Entree.SPECIALITE: GENERALISTE, Entree.FAMILLE: Famille.MEDECINE_GENERALE, Entree.ZONE: Zone.HORS,
        Entree.OPTION: option, Entree.RQTH: Reponse.NON, Entree.A_65_ANS: Reponse.NON, Entree.RECENTE: 0,
        Entree.LIBERALE_N: 1, Entree.LIBERALE_D: 1, Entree.PROPRES: 0, Entree.CLINIQUE_D: 1, Entree.JEUNES_D: 1,
        Entree.MIXTE: 0, Entree.DISTINCT: 0,
    }  # fmt: skip
    for colonne, valeur in fixes.items():
        ligne[colonne] = valeur
    for annee in range(ANNEES):
        debut = Entree.CONSTATS + PAR_CONSTAT * annee
        ligne[debut : debut + PAR_CONSTAT] = [0, INCONNU, INCONNU, 0, INCONNU, 1]
    return ligne
