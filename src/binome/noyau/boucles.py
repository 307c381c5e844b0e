"""The kernel: a whole contract per row, from the same rules as one doctor's simulation, in integers.

The numbers of the law are constants of the machine code (one kernel per dated version or reform); lectures stay
arguments. A row that is not ordinary (unknown bracket, objective to be agreed, newly installed doctor, a count beyond
the exact domain) is only marked: the interpreter answers it. So the kernel is fast and never the only one to know.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from binome.droit.bareme import Bareme
from binome.droit.candidature import issues_de_la_candidature
from binome.droit.codes import Issue, Nature, Reponse, Tranche
from binome.droit.engagement import engagement
from binome.droit.faits import Candidat, Depart, Engagement, Medecin, Objectif, Seuils
from binome.droit.lectures import Lectures
from binome.moteur.primitives import INCONNU, SANS_OBJET
from binome.noyau.calcul import noyau, sur_les_coeurs
from binome.noyau.colonnes import LARGEUR_D_ENGAGEMENT, PLUS_GRAND_NOMBRE, Entree, Sortie


def a_part(engage: Engagement) -> bool:
    """Return whether a contract asks for more than this arithmetic: unknown bracket or objective, newly installed."""
    if engage.tranche_pfa == Tranche.INCONNUE or engage.tranche_montant == Tranche.INCONNUE:
        return True
    if engage.suit_la_pmt and engage.tranche_pmt == Tranche.INCONNUE:
        return True
    if engage.primo != Reponse.NON:
        return True
    return engage.pmt.nature == Nature.A_CONVENIR or engage.pfa.nature == Nature.A_CONVENIR


def medecin_de_la_ligne(e: Any, s: Any) -> Medecin:
    """Return the doctor of an input row `e`, with the thresholds `s` of the speciality."""
    pmt = Seuils(s[0, 0], s[0, 1], s[0, 2], s[0, 3], s[0, 4], s[0, 5])
    pfa = Seuils(s[1, 0], s[1, 1], s[1, 2], s[1, 3], s[1, 4], s[1, 5])
    return Medecin(
        e[Entree.FAMILLE],
        Depart(e[Entree.PMT], e[Entree.RANG_PMT], e[Entree.CONVENU_PMT], pmt),
        Depart(e[Entree.PFA], e[Entree.RANG_PFA], e[Entree.CONVENU_PFA], pfa),
        e[Entree.RQTH],
        e[Entree.A_65_ANS],
        e[Entree.RECENTE] == 1,
        (e[Entree.LIBERALE_N], e[Entree.LIBERALE_D]),
        e[Entree.PROPRES] == 1,
    )


def candidat_de_la_ligne(e: Any) -> Candidat:
    """Return what the criteria look at in an input row."""
    return Candidat(
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
        e[Entree.SOUS_DENSE],
    )


def hors_domaine(e: Any) -> Any:
    """Return whether a number of the row is too great for the kernel's arithmetic."""
    plus_grand = e[0]
    for colonne in range(1, len(e)):
        plus_grand = max(plus_grand, e[colonne])
    return plus_grand > PLUS_GRAND_NOMBRE


def engagement_de_la_ligne(g: Any) -> Engagement:
    """Return the commitment that `boucle_des_engagements` wrote in a row."""
    return Engagement(
        g[0] == 1,
        g[1],
        g[2],
        g[3],
        g[4],
        Objectif(g[5], g[6], g[7], g[8], g[9] == 1),
        Objectif(g[10], g[11], g[12], g[13], g[14] == 1),
        g[15],
        g[16],
        g[17],
        g[18],
    )


def boucle_des_engagements(
    bareme: Bareme,
    lectures: Lectures,
    entrees: Any,
    seuils: Any,
    statuts: Any,
    sorties: Any,
    engagements: Any,
    debut: int,
    fin: int,
) -> None:
    """Fill, for the rows `debut` to `fin`, the eligibility and what each contract fixes at signature."""
    for i in range(debut, fin):
        e = entrees[i]
        medecin = medecin_de_la_ligne(e, seuils[e[Entree.SPECIALITE]])
        engage = engagement(medecin, e[Entree.OPTION], bareme, lectures)
        statut = 0
        for issue in issues_de_la_candidature(candidat_de_la_ligne(e), medecin, engage, bareme, lectures):
            if issue >= 0:
                statut = max(statut, statuts[issue])
        sorties[i, Sortie.STATUT] = statut
        sorties[i, Sortie.A_PART] = a_part(engage) or hors_domaine(e)
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


@cache
def noyau_d_engagement(bareme: Bareme) -> Callable[..., None]:
    """Return the loop of signatures under these numbers."""
    return noyau(boucle_des_engagements, bareme)


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


def engager(entrees: Any, signature: Bareme, lectures: Lectures, fils: int = 0, seuils: Any = None) -> tuple[Any, Any]:
    """Return, per contract, the columns of `Sortie` and what it fixes at signature; the cores share the rows.

    `seuils` stands for the published thresholds, by speciality, patientèle and point.
    """
    import numpy as np

    n = len(entrees)
    sorties = np.empty((n, len(Sortie)), dtype=np.int64)
    engagements = np.empty((n, LARGEUR_D_ENGAGEMENT), dtype=np.int64)
    noyau = noyau_d_engagement(signature)
    seuils = seuils_publies(signature) if seuils is None else seuils
    sur_les_coeurs(n, fils, noyau, lectures, entrees, seuils, statuts_des_issues(), sorties, engagements)
    suit_la_pmt = engagements[:, 0] == 1
    sorties[:, Sortie.TRANCHE_PMT] = np.where(suit_la_pmt, engagements[:, 1], SANS_OBJET)
    sorties[:, Sortie.TRANCHE_PFA : Sortie.TRANCHE_MONTANT + 1] = engagements[:, 2:4]
    sorties[:, Sortie.OBJECTIF_PMT] = np.where(suit_la_pmt, engagements[:, 6], SANS_OBJET)
    sorties[:, Sortie.OBJECTIF_PFA] = engagements[:, 11]
    return sorties, engagements
