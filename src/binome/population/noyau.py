"""The kernel: a whole contract per row, from the same rules as one doctor's simulation, in integers.

A row that is not ordinary (unknown bracket, objective to be agreed, newly installed doctor) is only marked: the
interpreter answers it, with all that one doctor deserves. So the kernel is fast and never the only one to know.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import IntEnum
from functools import cache, partial
from itertools import pairwise
from typing import Any, Final, NamedTuple

from binome.droit.aide import Constat, Engagement, Medecin, bilan_de_l_annee, engagement
from binome.droit.atteinte.regles import en_observation
from binome.droit.bareme import Bareme
from binome.droit.candidature import Candidat, issues_de_la_candidature
from binome.droit.lectures import Lectures
from binome.droit.montant.regles import montant_maximal, palier
from binome.droit.reponses import Issue, Motif
from binome.droit.versement.regles import (
    acompte,
    calendrier_de_l_annee,
    en_une_fois,
    montant_du,
    part_du_premier_versement,
    solde,
)
from binome.droit.vocabulaire import (
    Depart,
    FamilleDeRegime,
    Nature,
    Objectif,
    Option,
    Reponse,
    Seuils,
    Tranche,
)
from binome.moteur.primitives import INCONNU, SANS_OBJET
from binome.moteur.trace import regle

ANNEES: Final = 5
_LIGNES_PAR_FIL: Final = 4096
ABSENT: Final = -(2**31)
"""A sum that does not exist (no acompte, no solde yet): no real one is so low."""


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
    CONSTATS = 30


PAR_CONSTAT: Final = 6
"""present, pmt, pfa, exceptional, decided numerator, decided denominator."""
LARGEUR_D_ENGAGEMENT: Final = 19
_PAR_SPECIALITE: Final = (
    "distribution",
    "p94_estime",
    "specialites_du_departement",
    "situation_de_la_specialite",
    "famille_de_la_specialite",
)
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


class SortieDAnnee(IntEnum):
    """Columns of the output per contract and year."""

    MAXIMAL = 0
    PART_N = 1
    PART_D = 2
    DU = 3
    ACOMPTE = 4
    SOLDE = 5
    MOTIF = 6


class Annee(NamedTuple):
    """One year as the kernel writes it."""

    maximal: int
    part_n: int
    part_d: int
    du: int
    acompte: int
    solde: int
    motif: int


@regle("etude-binome §noyau", "D")
def a_part(engage: Engagement) -> bool:
    """Le contrat demande-t-il plus qu'un calcul ordinaire : tranche ou objectif inconnu, nouvel installé ?"""
    if engage.tranche_pfa == Tranche.INCONNUE or engage.tranche_montant == Tranche.INCONNUE:
        return True
    if engage.suit_la_pmt and engage.tranche_pmt == Tranche.INCONNUE:
        return True
    if engage.primo != Reponse.NON:
        return True
    return engage.pmt.nature == Nature.A_CONVENIR or engage.pfa.nature == Nature.A_CONVENIR


@regle("etude-binome §noyau", "D")
def annee_ordinaire(
    annee: int,
    regime: FamilleDeRegime,
    option: Option,
    engage: Engagement,
    present: bool,
    constat: Constat,
    bareme: Bareme,
    lectures: Lectures,
) -> Annee:
    """Une année d'un contrat ordinaire : maximum, part, somme due, acompte, solde, motif."""
    maximal = montant_maximal(option, annee, engage.tranche_montant, bareme, lectures)
    if maximal == SANS_OBJET:
        return Annee(SANS_OBJET, INCONNU, 1, ABSENT, ABSENT, ABSENT, Motif.OPTION_FERMEE + 0)
    calendrier = calendrier_de_l_annee(regime, option, bareme)
    premiere = part_du_premier_versement(calendrier, palier(annee), bareme)
    avance = ABSENT
    if not en_une_fois(premiere):
        avance = acompte(maximal, premiere)
    if not present and not en_observation(annee, bareme):
        return Annee(maximal, INCONNU, 1, ABSENT, avance, ABSENT, Motif.CONSTAT_ATTENDU + 0)
    bilan = bilan_de_l_annee(annee, engage, constat, bareme, lectures)
    if bilan.resultat.numerateur == INCONNU:
        return Annee(maximal, INCONNU, 1, ABSENT, avance, ABSENT, bilan.resultat.motif + 0)
    du = montant_du(maximal, (bilan.resultat.numerateur, bilan.resultat.denominateur))
    reste = ABSENT
    if avance != ABSENT:
        reste = solde(du, avance, lectures)
    return Annee(
        maximal, bilan.resultat.numerateur, bilan.resultat.denominateur, du, avance, reste, bilan.resultat.motif + 0
    )


def boucle_des_engagements(entrees, seuils, bareme, lectures, statuts, sorties, engagements, debut, fin):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Fill, for the rows `debut` to `fin`, the eligibility and what each contract fixes at signature."""
    for i in range(debut, fin):
        e = entrees[i]
        s = seuils[e[Entree.SPECIALITE]]
        medecin = Medecin(
            e[Entree.FAMILLE],
            Depart(e[Entree.PMT], e[Entree.RANG_PMT], e[Entree.CONVENU_PMT]),
            Depart(e[Entree.PFA], e[Entree.RANG_PFA], e[Entree.CONVENU_PFA]),
            Seuils(s[0, 0], s[0, 1], s[0, 2], s[0, 3], s[0, 4], s[0, 5]),
            Seuils(s[1, 0], s[1, 1], s[1, 2], s[1, 3], s[1, 4], s[1, 5]),
            e[Entree.RQTH],
            e[Entree.A_65_ANS],
            e[Entree.RECENTE] == 1,
            (e[Entree.LIBERALE_N], e[Entree.LIBERALE_D]),
            e[Entree.PROPRES] == 1,
        )
        engage = engagement(medecin, e[Entree.OPTION], bareme, lectures)
        candidat = Candidat(
            e[Entree.SPECIALITE],
            e[Entree.DEPARTEMENT],
            e[Entree.SECTEUR],
            e[Entree.ZONE],
            e[Entree.OPTION],
            (e[Entree.CLINIQUE_N], e[Entree.CLINIQUE_D]),
            (e[Entree.JEUNES_N], e[Entree.JEUNES_D]),
            e[Entree.REGROUPE],
            e[Entree.RENFORCEE],
            e[Entree.COORDONNE],
            e[Entree.CONTRAT_1],
            e[Entree.PRECEDENTS],
            e[Entree.ANNEE_SECOND],
            e[Entree.MIXTE] == 1,
            e[Entree.DISTINCT] == 1,
        )
        statut = 0
        for issue in issues_de_la_candidature(candidat, medecin, engage, bareme, lectures):
            if issue >= 0:
                statut = max(statut, statuts[issue])
        sorties[i, Sortie.STATUT] = statut
        sorties[i, Sortie.A_PART] = a_part(engage)
        g = engagements[i]
        g[0] = engage.suit_la_pmt
        g[1] = engage.tranche_pmt
        g[2] = engage.tranche_pfa
        g[3] = engage.tranche_montant
        g[4] = engage.primo
        g[5] = engage.pmt.nature
        g[6] = engage.pmt.patients
        g[7] = engage.pmt.reference
        g[8] = engage.pmt.cible
        g[9] = engage.pmt.estime
        g[10] = engage.pfa.nature
        g[11] = engage.pfa.patients
        g[12] = engage.pfa.reference
        g[13] = engage.pfa.cible
        g[14] = engage.pfa.estime
        g[15] = engage.a_65_ans
        g[16] = engage.p30_pmt
        g[17] = engage.p30_pfa
        g[18] = engage.modulation


def boucle_d_une_annee(entrees, engagements, rang, regime, bareme, lectures, annees, debut, fin):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Fill one contract year of the rows `debut` to `fin`."""
    for i in range(debut, fin):
        e, g = entrees[i], engagements[i]
        engage = Engagement(
            g[0] == 1, g[1], g[2], g[3], g[4], Objectif(g[5], g[6], g[7], g[8], g[9] == 1),
            Objectif(g[10], g[11], g[12], g[13], g[14] == 1), g[15], g[16], g[17], g[18],
        )  # fmt: skip
        c = Entree.CONSTATS + PAR_CONSTAT * rang
        constat = Constat(e[c + 1], e[c + 2], e[c + 3], (e[c + 4], e[c + 5]))
        option = e[Entree.OPTION]
        une = annee_ordinaire(rang + 1, regime, option, engage, e[c] == 1, constat, bareme, lectures)
        annees[i, rang, SortieDAnnee.MAXIMAL] = une.maximal
        annees[i, rang, SortieDAnnee.PART_N] = une.part_n
        annees[i, rang, SortieDAnnee.PART_D] = une.part_d
        annees[i, rang, SortieDAnnee.DU] = une.du
        annees[i, rang, SortieDAnnee.ACOMPTE] = une.acompte
        annees[i, rang, SortieDAnnee.SOLDE] = une.solde
        annees[i, rang, SortieDAnnee.MOTIF] = une.motif


@cache
def noyaux() -> tuple[Any, Any]:
    """Return the compiled loops (compiled once, kept on disk), or the loops themselves without a compiler."""
    try:
        from binome.population.compilation import compiler_noyau
    except ImportError:
        return boucle_des_engagements, boucle_d_une_annee
    return compiler_noyau(boucle_des_engagements), compiler_noyau(boucle_d_une_annee)


def _leger(bareme: Bareme, sans: Sequence[str]) -> Bareme:
    """Return the numbers without the tables that a loop does not look at: each cell would be compiled."""
    vides: dict[str, Any] = {
        "distribution": (((INCONNU,),),),
        "p94_estime": ((INCONNU,),),
        "specialites_du_departement": ((0,),),
        "situation_de_la_specialite": (0,),
        "famille_de_la_specialite": (0,),
    }
    return bareme._replace(**{nom: vides[nom] for nom in sans})


def seuils_publies(bareme: Bareme) -> Any:
    """Return the thresholds by speciality, patientèle and point, as a matrix of integers (-1 where not published)."""
    import numpy as np

    table = np.full((len(bareme.distribution[0]), 2, 6), INCONNU, dtype=np.int64)
    for patientele, lignes in enumerate(bareme.distribution):
        for specialite, (p30, p50, p90, p95) in enumerate(lignes):
            p94 = bareme.p94_estime[patientele][specialite]
            table[specialite, patientele, :5] = [max(seuil, INCONNU) for seuil in (p30, p50, p90, p94, p95)]
    return table


def statuts_des_issues() -> Any:
    """Return the status of each answer, an answer that does not decide counting as met."""
    import numpy as np

    from binome.droit.catalogue import catalogue

    issues = catalogue().issues
    return np.array([issues[issue].statut * issues[issue].bloquant for issue in Issue], dtype=np.int64)


def calculer(entrees: Any, regime: int, signature: Bareme, baremes: Sequence[Bareme], lectures: Lectures) -> Any:
    """Run a matrix of contracts signed under one law; the cores share the rows.

    Args:
        entrees: integers, one row per contract, columns of `Entree` (`LARGEUR` of them).
        regime: family of the regime of signature.
        signature: numbers in force at signature.
        baremes: numbers in force at the start of each of the five years.
        lectures: readings retained.

    Returns:
        Two matrices of integers: (contracts, `Sortie`) and (contracts, years, `SortieDAnnee`).
    """
    import numpy as np

    n = len(entrees)
    sorties = np.empty((n, len(Sortie)), dtype=np.int64)
    engagements = np.empty((n, LARGEUR_D_ENGAGEMENT), dtype=np.int64)
    annees = np.empty((n, ANNEES, len(SortieDAnnee)), dtype=np.int64)
    engager, juger = noyaux()
    a_la_signature = _leger(signature, ("distribution", "p94_estime"))
    seuils, statuts = seuils_publies(signature), statuts_des_issues()
    _sur_les_coeurs(n, engager, entrees, seuils, a_la_signature, lectures, statuts, sorties, engagements)
    for rang, bareme in enumerate(baremes):
        de_l_annee = _leger(bareme, _PAR_SPECIALITE)
        _sur_les_coeurs(n, juger, entrees, engagements, rang, regime, de_l_annee, lectures, annees)
    suit_la_pmt = engagements[:, 0] == 1
    sorties[:, Sortie.TRANCHE_PMT] = np.where(suit_la_pmt, engagements[:, 1], SANS_OBJET)
    sorties[:, Sortie.TRANCHE_PFA : Sortie.TRANCHE_MONTANT + 1] = engagements[:, 2:4]
    sorties[:, Sortie.OBJECTIF_PMT] = np.where(suit_la_pmt, engagements[:, 6], SANS_OBJET)
    sorties[:, Sortie.OBJECTIF_PFA] = engagements[:, 11]
    return sorties, annees


def _sur_les_coeurs(n: int, boucle: Any, *arguments: Any) -> None:
    """Share the rows between the cores; the loops hold no lock."""
    fils = min(os.cpu_count() or 1, max(n // _LIGNES_PAR_FIL, 1))
    bornes = [n * rang // fils for rang in range(fils + 1)]
    with ThreadPoolExecutor(fils) as ouvriers:
        for tache in [ouvriers.submit(partial(boucle, *arguments), debut, fin) for debut, fin in pairwise(bornes)]:
            tache.result()
