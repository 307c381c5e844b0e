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
from binome.droit.faits import Candidat, Depart, Medecin
from binome.moteur.primitives import ENTIER, INCONNU, TAUX_INCONNU
from binome.nation.courbes import comptes_de_la_specialite
from binome.nation.hypotheses import Retenues
from binome.nation.matrices import Entiers, Table
from binome.noyau.lignes import LIGNE, Ligne

Code = TypeVar("Code", bound=int)
_AGES: Final = (30, 60, 70)
"""The youngest, those who count as older, and the end of the oldest."""


def tirer_les_medecins(
    n: int,
    specialite: int,
    bareme: Bareme,
    retenues: Retenues,
    hasard: np.random.Generator,
    courbe: str,
    options: Sequence[Option],
) -> Table:
    """Return the rows of `n` doctors of a speciality; their sector is still to be drawn."""
    medecins = np.repeat(LIGNE.ligne(_medecin_type(specialite, bareme))[None], n)
    for patientele, comptes in _comptes_lies(n, specialite, bareme, retenues, hasard, courbe).items():
        medecins[f"medecin.{patientele.code}.patients"] = comptes
    zip_, zac = float(retenues["zone_zip"]), float(retenues["zone_zac"])
    medecins["candidat.zone"] = _tirer(n, {Zone.ZIP: zip_, Zone.ZAC: zac}, Zone.HORS, hasard)
    medecins["candidat.sous_dense"] = np.where(medecins["candidat.zone"] == Zone.ZIP, Reponse.OUI, Reponse.NON)
    parts = {options[0]: float(retenues["option_demi"])} if len(options) > 1 else {}
    medecins["candidat.option"] = _tirer(n, parts, options[-1], hasard)
    return medecins


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
) -> dict[Patientele, Entiers]:
    """Return both counts of each doctor, where the speciality follows them: every rank once, tied by the copula."""
    rho, normale = float(retenues["correlation"]), NormalDist()
    scores = np.array([normale.inv_cdf((2 * rang + 1) / (2 * n)) for rang in range(n)])
    premier = hasard.standard_normal(n)
    second = rho * premier + np.sqrt(1 - rho**2) * hasard.standard_normal(n)
    lies = {}
    for patientele, tirage in ((Patientele.PMT, premier), (Patientele.PFA, second)):
        comptes = comptes_de_la_specialite(scores, bareme, patientele, specialite, courbe)
        if comptes is not None:
            lies[patientele] = comptes[np.argsort(np.argsort(tirage))]
    return lies


def _tirer(n: int, parts: Mapping[Code, float], autre: int, hasard: np.random.Generator) -> Entiers:
    """Return codes drawn by share; `autre` for what remains."""
    tirages = hasard.random(n)
    codes = np.full(n, int(autre), dtype=np.int64)
    for code, borne in reversed(list(zip(parts, accumulate(parts.values()), strict=True))):
        codes[tirages < borne] = int(code)
    return codes


def _medecin_type(specialite: int, bareme: Bareme) -> Ligne:
    """Return an ordinary doctor of a speciality whose counts, zone, sector and option are still to be drawn."""
    inconnue = Depart(INCONNU, INCONNU, INCONNU)
    famille = bareme.famille_de_la_specialite[specialite]
    return Ligne(
        Medecin(famille, inconnue, inconnue, Reponse.NON, Reponse.NON, False, ENTIER, False),
        Candidat(
            specialite=specialite,
            departement=INCONNU,
            secteur=Secteur.INCONNU,
            zone=Zone.INCONNUE,
            option=Option.INCONNUE,
            part_clinique=TAUX_INCONNU,
            part_de_moins_de_16_ans=TAUX_INCONNU,
            regroupe=Reponse.INCONNUE,
            renforcee=Reponse.INCONNUE,
            coordonne=Reponse.INCONNUE,
            contrat_1_etp=Reponse.INCONNUE,
            precedents_atteints=Reponse.INCONNUE,
            annee_du_second_assistant=INCONNU,
            activite_mixte=False,
            cabinet_distinct=False,
            sous_dense=Reponse.INCONNUE,
        ),
    )
