"""The doctors of one speciality, drawn: their counts, tied by a copula, and what they are.

Ranks are stratified and tied by a Gaussian copula, so the shares on each side of a legal threshold are exact, whatever
the correlation and the seed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from statistics import NormalDist
from typing import Final, TypeVar

import numpy as np

from binome.droit.bareme import Bareme
from binome.droit.codes import Option, Patientele, Reponse, Secteur, Zone
from binome.moteur.primitives import INCONNU
from binome.nation.courbes import comptes_de_la_specialite
from binome.nation.hypotheses import Retenues
from binome.nation.matrices import Entiers
from binome.noyau.colonnes import ANNEES, LARGEUR, Entree

Code = TypeVar("Code", bound=int)
_AGES: Final = (30, 60, 70)
"""The youngest, those who count as older, and the end of the oldest."""
_CONSTAT_A_VENIR: Final = (0, INCONNU, INCONNU, 0, INCONNU, 1)


def tirer_les_medecins(
    n: int,
    specialite: int,
    bareme: Bareme,
    retenues: Retenues,
    hasard: np.random.Generator,
    courbe: str,
    options: Sequence[Option],
) -> Entiers:
    """Return the rows of `n` doctors of a speciality; their sector is still to be drawn."""
    matrice = np.tile(_ligne_type(specialite, bareme), (n, 1))
    for colonne, comptes in _comptes_lies(n, specialite, bareme, retenues, hasard, courbe).items():
        matrice[:, colonne] = comptes
    zip_, zac = float(retenues["zone_zip"]), float(retenues["zone_zac"])
    matrice[:, Entree.ZONE] = _tirer(n, {Zone.ZIP: zip_, Zone.ZAC: zac}, Zone.HORS, hasard)
    matrice[:, Entree.SOUS_DENSE] = np.where(matrice[:, Entree.ZONE] == Zone.ZIP, Reponse.OUI, Reponse.NON)
    parts = {options[0]: float(retenues["option_demi"])} if len(options) > 1 else {}
    matrice[:, Entree.OPTION] = _tirer(n, parts, options[-1], hasard)
    return matrice


def tirer_les_secteurs(
    n: int, connus: Mapping[Secteur, int] | None, retenues: Retenues, hasard: np.random.Generator
) -> Entiers:
    """Return sectors as the headcounts of a file, or as assumed."""
    if connus:
        total = sum(connus.values())
        return _tirer(n, {secteur: effectif / total for secteur, effectif in connus.items()}, Secteur.SECTEUR_3, hasard)
    un, deux = (float(retenues[nom]) for nom in ("secteur_1", "secteur_2_optam"))
    return _tirer(n, {Secteur.SECTEUR_1: un, Secteur.SECTEUR_2_OPTAM: deux}, Secteur.SECTEUR_2, hasard)


def tirer_les_ages(n: int, plus_de_60_ans: float, hasard: np.random.Generator) -> Entiers:
    """Return ages at signature, uniform on each side of sixty."""
    jeune, ancien, fin = _AGES
    ages = hasard.integers(jeune, ancien, n)
    anciens = hasard.random(n) < plus_de_60_ans
    return np.where(anciens, hasard.integers(ancien, fin, n), ages)


def tirer_les_regions(n: int, noms: Sequence[str], connues: Mapping[str, int], hasard: np.random.Generator) -> Entiers:
    """Return the rank of each doctor's region; the last rank where no file says it."""
    total = sum(connues.values())
    parts = {noms.index(nom): effectif / total for nom, effectif in connues.items()} if total else {}
    return _tirer(n, parts, len(noms), hasard)


def _comptes_lies(
    n: int, specialite: int, bareme: Bareme, retenues: Retenues, hasard: np.random.Generator, courbe: str
) -> dict[Entree, Entiers]:
    """Return both counts of each doctor, where the speciality follows them: every rank once, tied by the copula."""
    rho, normale = float(retenues["correlation"]), NormalDist()
    scores = np.array([normale.inv_cdf((2 * rang + 1) / (2 * n)) for rang in range(n)])
    premier = hasard.standard_normal(n)
    second = rho * premier + np.sqrt(1 - rho**2) * hasard.standard_normal(n)
    lies = {}
    for colonne, patientele, tirage in ((Entree.PMT, Patientele.PMT, premier), (Entree.PFA, Patientele.PFA, second)):
        comptes = comptes_de_la_specialite(scores, bareme, patientele, specialite, courbe)
        if comptes is not None:
            lies[colonne] = comptes[np.argsort(np.argsort(tirage))]
    return lies


def _tirer(n: int, parts: Mapping[Code, float], autre: int, hasard: np.random.Generator) -> Entiers:
    """Return codes drawn by share; `autre` for what remains."""
    tirages = hasard.random(n)
    codes = np.full(n, int(autre), dtype=np.int64)
    for code, borne in reversed(list(zip(parts, accumulate(parts.values()), strict=True))):
        codes[tirages < borne] = int(code)
    return codes


def _ligne_type(specialite: int, bareme: Bareme) -> Entiers:
    """Return the row of an ordinary doctor whose counts are still to be drawn."""
    ligne = np.full(LARGEUR, INCONNU, dtype=np.int64)
    fixes = {
        Entree.SPECIALITE: specialite,
        Entree.FAMILLE: bareme.famille_de_la_specialite[specialite],
        Entree.RQTH: Reponse.NON,
        Entree.A_65_ANS: Reponse.NON,
        Entree.RECENTE: 0,
        Entree.LIBERALE_N: 1,
        Entree.LIBERALE_D: 1,
        Entree.PROPRES: 0,
        Entree.CLINIQUE_D: 1,
        Entree.JEUNES_D: 1,
        Entree.MIXTE: 0,
        Entree.DISTINCT: 0,
    }
    for colonne, valeur in fixes.items():
        ligne[colonne] = valeur
    ligne[Entree.CONSTATS :] = _CONSTAT_A_VENIR * ANNEES
    return ligne
