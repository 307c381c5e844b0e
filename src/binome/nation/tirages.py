"""The draws: each doctor, many fates, each contract year by the same rules as one doctor's simulation.

Sums are integers, by doctor and by draw, so that no order of addition matters: cores, chunks and clusters agree.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import IntEnum
from functools import cache
from itertools import groupby, pairwise
from typing import Any, Final, NamedTuple

from binome.droit.annee import annee_de_contrat
from binome.droit.bareme import Bareme
from binome.droit.codes import Motif, Nature, Reponse
from binome.droit.faits import Constat, Objectif
from binome.droit.lectures import Lectures
from binome.moteur.primitives import ABSENT, INCONNU, TAUX_INCONNU
from binome.nation.dynamique import Dynamique
from binome.nation.hasard import BITS_DE_SCORE, MASQUE, MILLION, philox, scores_normaux
from binome.noyau.boucles import engagement_de_la_ligne
from binome.noyau.calcul import noyau
from binome.noyau.colonnes import ANNEES, Entree

LARGEUR_DES_ECARTS: Final = 401
"""Missed or passed by -200 to +200 patients, both ends gathering what lies beyond."""
CENTRE: Final = LARGEUR_DES_ECARTS // 2
PROCHE: Final = 10
"""Patients missing, at most, to an objective « missed by little »."""


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


class Sommes(NamedTuple):
    """Integer sums: (doctors, years, `Mesure`), (draws, years, `Mesure`), distances to each objective."""

    par_medecin: Any
    par_tirage: Any
    ecarts: Any


def a_compter(objectif: Objectif) -> bool:
    """Return whether an objective asks for a count."""
    return objectif.nature != Nature.SANS_OBJET and objectif.cible >= 0


def compte_de_l_annee(patients: int, croissance: int) -> int:
    """Return a count after a growth in millionths, rounded down, never below zero."""
    return max(patients + patients * croissance // MILLION, 0)


def ajouter(medecin: Any, tirage: Any, mesure: int, valeur: int) -> None:
    """Add a value to the sums of a doctor and of a draw."""
    medecin[mesure] += valeur
    tirage[mesure] += valeur


def compter(annees: Any, objectif: Objectif, compte: int, observation: bool) -> int:
    """Place a count beside its objective, past the years of observation; return 1 when it misses by little."""
    if not a_compter(objectif):
        return 0
    ecart = compte - objectif.cible
    if not observation:
        annees[min(max(ecart + CENTRE, 0), 2 * CENTRE)] += 1
    return 1 if -PROCHE <= ecart < 0 else 0


def boucle_des_tirages(
    bareme: Bareme,
    regime: Any,
    lectures: Lectures,
    medecins: Any,
    dynamique: Any,
    scores: Any,
    cle: Any,
    annees: Any,
    sommes: Any,
    debut: int,
    fin: int,
) -> None:
    """Add the draws of the rows `debut` to `fin`; `cle` holds the seed and the number of the first doctor."""
    entrees, a_part, engagements, maintien = medecins
    recours, tranche, croissance, dispersion, commune, tendance, departs, liaison = dynamique
    par_medecin, par_tirage, ecarts = sommes
    for i in range(debut, fin):
        e = entrees[i]
        for t in range(len(par_tirage)):
            u0, u1, u2, u3 = philox(int(cle[1]) + i, 0, t, 1, int(cle[0]), 0)
            if u0 >= recours[i]:
                continue
            z1 = scores[u1 >> (32 - BITS_DE_SCORE)]
            z2 = (liaison[0] * z1 + liaison[1] * scores[u2 >> (32 - BITS_DE_SCORE)]) // MILLION
            for rang in range(annees[0], annees[1]):
                if u3 < departs[rang]:
                    break
                m, p = par_medecin[i, rang], par_tirage[t, rang]
                ajouter(m, p, Mesure.CONTRATS, 1)
                ancien = 1 if rang + 1 >= maintien[i] else 0
                if a_part[ancien, i] == 1:
                    ajouter(m, p, Mesure.INCONNUES, 1)
                    continue
                engage = engagement_de_la_ligne(engagements[ancien, i])
                pmt, pfa = e[Entree.PMT], e[Entree.PFA]
                g1 = croissance[0, tranche[i], rang] + dispersion[0, rang] * z1 // MILLION + commune[t, 0, rang]
                g2 = croissance[1, tranche[i], rang] + dispersion[1, rang] * z2 // MILLION + commune[t, 1, rang]
                vu_pmt, vu_pfa = compte_de_l_annee(pmt, g1), compte_de_l_annee(pfa, g2)
                constat = Constat(vu_pmt if engage.suit_la_pmt else INCONNU, vu_pfa, Reponse.NON, TAUX_INCONNU, True)
                une = annee_de_contrat(rang + 1, regime, e[Entree.OPTION], engage, constat, bareme, lectures)
                motif, part = une.bilan.resultat
                observation = motif == Motif.PERIODE_D_OBSERVATION
                proche = compter(ecarts[1], engage.pfa, vu_pfa, observation)
                if engage.suit_la_pmt:
                    proche = max(proche, compter(ecarts[0], engage.pmt, vu_pmt, observation))
                    ajouter(m, p, Mesure.GAIN_PMT, vu_pmt - pmt)
                    ajouter(m, p, Mesure.TENDANCE_PMT, pmt * tendance[0, rang] // MILLION)
                ajouter(m, p, Mesure.GAIN_PFA, vu_pfa - pfa)
                ajouter(m, p, Mesure.TENDANCE_PFA, pfa * tendance[1, rang] // MILLION)
                if une.du == ABSENT:
                    ajouter(m, p, Mesure.INCONNUES, 1)
                    continue
                ajouter(m, p, Mesure.CENTIMES, une.du)
                if part[0] == part[1]:
                    ajouter(m, p, Mesure.INTEGRALES, 1)
                    continue
                ajouter(m, p, Mesure.NULLES if part[0] == 0 else Mesure.PRORATAS, 1)
                ajouter(m, p, Mesure.MANQUES_DE_PEU, proche)


@cache
def noyau_des_tirages(bareme: Bareme, regime: int) -> Callable[..., None]:
    """Return the loop of draws under these numbers, for contracts of this family of regimes."""
    return noyau(boucle_des_tirages, bareme, regime)


class Tache(NamedTuple):
    """A block of doctors under one law: everything that their draws look at, ready to travel."""

    entrees: Any
    """Rows of doctors, columns of `Entree`."""
    a_part: Any
    """(2, doctors): 1 where the amount cannot be known, under the age of the maintien then from it."""
    engagements: Any
    """(2, doctors, columns): what each contract fixes, under that age then from it."""
    maintien: Any
    """By doctor, the contract year from which the second of these holds."""
    dynamique: Dynamique
    """Who signs, how counts grow; its arrays by doctor are those of the block."""
    regime: int
    baremes: Sequence[Bareme]
    """Numbers in force at the start of each of the five years."""
    lectures: Lectures
    graine: int
    premier: int
    """Number of the first doctor of the block in the nation."""

    def tranche(self, debut: int, fin: int) -> Tache:
        """Return the same work for some doctors of the block."""
        ici = slice(debut, fin)
        dynamique = self.dynamique._replace(recours=self.dynamique.recours[ici], tranche=self.dynamique.tranche[ici])
        return self._replace(
            entrees=self.entrees[ici],
            a_part=self.a_part[:, ici],
            engagements=self.engagements[:, ici],
            maintien=self.maintien[ici],
            dynamique=dynamique,
            premier=self.premier + debut,
        )

    def decouper(self, taille: int) -> list[Tache]:
        """Return the work in blocks of `taille` doctors at most."""
        n = len(self.entrees)
        return [self.tranche(debut, min(debut + taille, n)) for debut in range(0, n, taille)]


def executer(taches: Sequence[Tache], fils: int = 0) -> list[Sommes]:
    """Draw the fates of blocks of doctors on this machine; `fils` threads change nothing in the answer."""
    return [_tirer(tache, fils) for tache in taches]


def _tirer(tache: Tache, fils: int) -> Sommes:
    import numpy as np

    n, tirages = len(tache.entrees), len(tache.dynamique.commune)
    fils = fils or max(min(os.cpu_count() or 1, n), 1)
    bornes = [n * rang // fils for rang in range(fils + 1)]
    par_medecin = np.zeros((n, ANNEES, len(Mesure)), dtype=np.int64)
    par_fil = np.zeros((fils, tirages, ANNEES, len(Mesure)), dtype=np.int64)
    ecarts = np.zeros((fils, 2, LARGEUR_DES_ECARTS), dtype=np.int64)
    cle = np.array([tache.graine & MASQUE, tache.premier], dtype=np.int64)
    medecins = tuple(
        np.ascontiguousarray(table) for table in (tache.entrees, tache.a_part, tache.engagements, tache.maintien)
    )
    dynamique = tuple(np.ascontiguousarray(table) for table in tache.dynamique)
    with ThreadPoolExecutor(fils) as ouvriers:
        for annees, bareme in _plages(tache.baremes):
            boucle = noyau_des_tirages(bareme, int(tache.regime))
            communs = (tache.lectures, medecins, dynamique, scores_normaux(), cle, annees)
            taches = [
                ouvriers.submit(boucle, *communs, (par_medecin, par_fil[fil], ecarts[fil]), debut, fin)
                for fil, (debut, fin) in enumerate(pairwise(bornes))
            ]
            for une in taches:
                une.result()
    return Sommes(par_medecin, par_fil.sum(axis=0), ecarts.sum(axis=0))


def _plages(baremes: Sequence[Bareme]) -> list[tuple[tuple[int, int], Bareme]]:
    """Return the runs of years that live under the same numbers."""
    plages = []
    for _, suite in groupby(enumerate(baremes), key=lambda paire: paire[1]):
        rangs = list(suite)
        plages.append(((rangs[0][0], rangs[-1][0] + 1), rangs[0][1]))
    return plages
