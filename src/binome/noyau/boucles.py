"""The loops that are compiled: contracts one after the other, each through the rules of one doctor's simulation.

What is unknown is gone through as the interpreter goes: every world of a contract is tried, and its years are what all
of them agree on. An ordinary contract has one world.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from binome.contrats.accord import (
    AUCUN_MONDE,
    Accord,
    accorder,
    du_connu,
    engagement_commun,
    engagement_su,
    maximal_connu,
    part_connue,
    seul_monde,
)
from binome.contrats.avenants import Cours, apres_l_avenant, cours_initial, engagement_de_l_annee
from binome.contrats.engagements import objectif_fixe
from binome.contrats.mondes import (
    CONSTATS,
    RANGS,
    constat_du_monde,
    constat_possible,
    medecin_du_monde,
    options_du_candidat,
    rangs_de_la_pmt,
    rangs_possibles,
)
from binome.droit.annee import annee_de_contrat
from binome.droit.bareme import Bareme
from binome.droit.candidature import issues_de_la_candidature
from binome.droit.codes import FamilleDeRegime, Motif, Option, Reponse, Statut
from binome.droit.engagement import engagement
from binome.droit.faits import Candidat, Engagement, Medecin
from binome.droit.lectures import Lectures
from binome.droit.vie_du_contrat.regles import a_65_ans, installation_recente
from binome.moteur.primitives import ABSENT, INCONNU, SANS_OBJET, TAUX_INCONNU
from binome.noyau.lignes import (
    ANNEE,
    AVENANT,
    CONSTAT,
    CONTRAT,
    LIGNE,
    MONDES,
    TENUE,
    AnneeRendue,
    ContratRendu,
    Ligne,
    Mondes,
    Tenue,
)

if TYPE_CHECKING:
    from binome.noyau.lignes import Entiers, Table


def boucle_des_signatures(
    bareme: Bareme,
    lectures: Lectures,
    statuts: Entiers,
    lignes: Table,
    avenants: Table,
    duree: int,
    contrats: Table,
    mondes: Table,
    tenues: Table,
    debut: int,
    fin: int,
) -> None:
    """Fill, for the contracts `debut` to `fin`, what each is told at signature, and what is possible for it.

    Args:
        bareme: numbers in force at signature.
        lectures: readings retained.
        statuts: status of each answer of a criterion.
        lignes: columns of `Ligne`.
        avenants: columns of `Avenant`, by contract.
        duree: number of contract years.
        contrats: columns of `ContratRendu`, written.
        mondes: columns of `Mondes`, written.
        tenues: columns of `Tenue`, written: what a contract of one world is held to from its first year.
        debut: first contract.
        fin: the one after the last.
    """
    for i in range(debut, fin):
        ligne = LIGNE.lire(lignes, i)
        medecin, candidat = ligne.medecin, ligne.candidat
        options = options_du_candidat(candidat, medecin, bareme)
        au_depart = cours_initial(medecin, derniere(options), candidat.annee_du_second_assistant)
        reel = tenue_a_la_signature(au_depart, bareme, lectures)
        change = a_un_avenant(avenants, i) or reel.engagement.primo != Reponse.NON
        possibles = mondes_possibles(medecin, options, change, bareme, lectures)
        initial = su_de_l_annee(ligne, possibles, reel.engagement, 0, avenants, i, bareme, lectures)
        statut = statut_global(candidat, medecin, initial, statuts, bareme, lectures)
        final = initial
        if candidat.annee_du_second_assistant != INCONNU and statut != Statut.NON_REMPLI:
            final = su_a_la_fin(ligne, possibles, duree, avenants, i, bareme, lectures)
        MONDES.ecrire(mondes, i, possibles)
        TENUE.ecrire(tenues, i, reel)
        CONTRAT.ecrire(contrats, i, contrat_rendu(statut, candidat, medecin, initial, final))


def boucle_des_mondes(
    bareme: Bareme,
    lectures: Lectures,
    lignes: Table,
    avenants: Table,
    mondes: Table,
    premiers: Entiers,
    annee: int,
    tenues: Table,
    debut: int,
    fin: int,
) -> None:
    """Fill what the contracts `debut` to `fin` are held to in a contract year, in each of their worlds.

    Args:
        bareme: numbers in force at signature.
        lectures: readings retained.
        lignes: columns of `Ligne`.
        avenants: columns of `Avenant`, by contract.
        mondes: columns of `Mondes`.
        premiers: where the worlds of each contract begin in `tenues`.
        annee: contract year.
        tenues: columns of `Tenue`, by world, written.
        debut: first contract.
        fin: the one after the last.
    """
    for i in range(debut, fin):
        ligne, possible = LIGNE.lire(lignes, i), MONDES.lire(mondes, i)
        monde = premiers[i]
        for pmt in range(RANGS + 1):
            for pfa in range(RANGS + 1):
                if possible.pmt >> pmt & 1 and possible.pfa >> pfa & 1:
                    medecin = medecin_du_monde(ligne.medecin, pmt, pfa, bareme, lectures)
                    for option in range(len(Option)):
                        if possible.options >> option & 1:
                            tenue = tenue_de_l_annee(
                                medecin, Option(option), ligne.candidat, annee, avenants, i, bareme, lectures
                            )
                            TENUE.ecrire(tenues, monde, tenue)
                            monde += 1


def boucle_d_une_annee(
    bareme: Bareme,
    regime: FamilleDeRegime,
    lectures: Lectures,
    premiers: Entiers,
    tenues: Table,
    constats: Table,
    rang: int,
    annees: Table,
    debut: int,
    fin: int,
) -> None:
    """Fill one contract year of the contracts `debut` to `fin`, as far as their worlds agree.

    Args:
        bareme: numbers in force at the start of the year.
        regime: family of the regime of signature.
        lectures: readings retained.
        premiers: where the worlds of each contract begin in `tenues`, then where those of the last one end.
        tenues: columns of `Tenue`, by world.
        constats: columns of `Constat`, by contract and year.
        rang: rank of the year, from 0.
        annees: columns of `AnneeRendue`, by contract and year, written.
        debut: first contract.
        fin: the one after the last.
    """
    for i in range(debut, fin):
        constat = CONSTAT.lire(constats, i, rang)
        accord = AUCUN_MONDE
        for monde in range(premiers[i], premiers[i + 1]):
            tenue = TENUE.lire(tenues, monde)
            suit_la_pmt = tenue.engagement.suit_la_pmt
            for numero in range(CONSTATS):
                if constat_possible(numero, constat, suit_la_pmt):
                    vu = constat_du_monde(numero, constat, suit_la_pmt)
                    une = annee_de_contrat(rang + 1, regime, tenue.option, tenue.engagement, vu, bareme, lectures)
                    accord = accorder(accord, seul_monde(une))
        ANNEE.ecrire(annees, i, rang, annee_rendue(accord))


def boucle_des_jours(
    lectures: Lectures,
    jours: Entiers,
    maintiens: Entiers,
    installations: Entiers,
    limites: Entiers,
    ages: Entiers,
    recentes: Entiers,
    debut: int,
    fin: int,
) -> None:
    """Fill what the days of the contracts `debut` to `fin` say of their doctors, -1 standing for a day not given.

    Args:
        lectures: readings retained.
        jours: day of signature.
        maintiens: day on which the age of the maintien is reached.
        installations: day of the first installation.
        limites: first day of installation that is still recent.
        ages: whether that age is reached, written.
        recentes: whether the doctor is newly installed, written.
        debut: first contract.
        fin: the one after the last.
    """
    for i in range(debut, fin):
        ages[i] = a_65_ans(jours[i], maintiens[i], lectures)
        recentes[i] = installations[i] != INCONNU and installation_recente(jours[i], installations[i], limites[i])


def tenue_a_la_signature(au_depart: Cours, bareme: Bareme, lectures: Lectures) -> Tenue:
    """Return what a contract is held to from its first year."""
    return Tenue(au_depart.option, engagement(au_depart.medecin, au_depart.option, bareme, lectures))


def tenue_de_l_annee(
    medecin: Medecin,
    option: Option,
    candidat: Candidat,
    annee: int,
    avenants: Table,
    i: int,
    bareme: Bareme,
    lectures: Lectures,
) -> Tenue:
    """Return what contract `i` is held to in a year, its avenants taken into account."""
    au_depart = cours_initial(medecin, option, candidat.annee_du_second_assistant)
    initial = engagement(medecin, au_depart.option, bareme, lectures)
    cours = au_depart
    for rang in range(len(avenants[i])):
        avenant = AVENANT.lire(avenants, i, rang)
        cours = apres_l_avenant(cours, avenant, annee, option, initial.primo, lectures)
    return Tenue(cours.option, engagement_de_l_annee(initial, au_depart, cours, annee, bareme, lectures))


def su_de_l_annee(
    ligne: Ligne,
    possibles: Mondes,
    reel: Engagement,
    annee: int,
    avenants: Table,
    i: int,
    bareme: Bareme,
    lectures: Lectures,
) -> Engagement:
    """Return what is known of what contract `i` is held to in a year, 0 for its signature: what its worlds share."""
    if possibles.nombre == 1:
        return reel
    commun, premier = reel, True
    for pmt in range(RANGS + 1):
        for pfa in range(RANGS + 1):
            if possibles.pmt >> pmt & 1 and possibles.pfa >> pfa & 1:
                medecin = medecin_du_monde(ligne.medecin, pmt, pfa, bareme, lectures)
                for option in range(len(Option)):
                    if possibles.options >> option & 1:
                        autre = tenue_de_l_annee(
                            medecin, Option(option), ligne.candidat, annee, avenants, i, bareme, lectures
                        ).engagement
                        if premier:
                            commun = autre
                        commun = engagement_commun(commun, autre)
                        premier = False
    return engagement_su(reel, commun)


def su_a_la_fin(
    ligne: Ligne, possibles: Mondes, duree: int, avenants: Table, i: int, bareme: Bareme, lectures: Lectures
) -> Engagement:
    """Return what is known of what contract `i` is held to in its last year."""
    option = derniere(possibles.options)
    reel = tenue_de_l_annee(ligne.medecin, option, ligne.candidat, duree, avenants, i, bareme, lectures)
    return su_de_l_annee(ligne, possibles, reel.engagement, duree, avenants, i, bareme, lectures)


def mondes_possibles(medecin: Medecin, options: int, change: bool, bareme: Bareme, lectures: Lectures) -> Mondes:
    """Return the worlds of a contract whose options are given."""
    pmt, pfa = rangs_de_la_pmt(medecin, bareme, lectures), rangs_possibles(medecin.pfa, bareme, lectures)
    return Mondes(pmt, pfa, options, nombre(pmt) * nombre(pfa) * nombre(options), change)


def a_un_avenant(avenants: Table, i: int) -> bool:
    """Return whether contract `i` has an avenant."""
    trouve = False
    for rang in range(len(avenants[i])):
        if AVENANT.lire(avenants, i, rang).annee != INCONNU:
            trouve = True
    return trouve


def statut_global(
    candidat: Candidat, medecin: Medecin, engage: Engagement, statuts: Entiers, bareme: Bareme, lectures: Lectures
) -> int:
    """Return the worst status among the criteria that decide."""
    statut = 0
    for issue in issues_de_la_candidature(candidat, medecin, engage, bareme, lectures):
        if issue >= 0:
            statut = max(statut, statuts[issue])
    return statut


def contrat_rendu(
    statut: int, candidat: Candidat, medecin: Medecin, initial: Engagement, final: Engagement
) -> ContratRendu:
    """Return what is told of a contract: brackets at signature, objectives of its last year."""
    tranche_pmt, objectif_pmt = SANS_OBJET, SANS_OBJET
    if initial.suit_la_pmt and candidat.specialite != INCONNU:
        tranche_pmt = initial.tranche_pmt + 0
        objectif_pmt = INCONNU
        if objectif_fixe(final.pmt, medecin.pmt, candidat.specialite):
            objectif_pmt = final.pmt.patients
    objectif_pfa = INCONNU
    if objectif_fixe(final.pfa, medecin.pfa, candidat.specialite):
        objectif_pfa = final.pfa.patients
    return ContratRendu(statut, tranche_pmt, initial.tranche_pfa, initial.tranche_montant, objectif_pmt, objectif_pfa)


def annee_rendue(accord: Accord) -> AnneeRendue:
    """Return what every world agrees on."""
    if accord.ferme:
        return AnneeRendue(SANS_OBJET, TAUX_INCONNU, ABSENT, ABSENT, ABSENT, Motif.OPTION_FERMEE)
    maximal, part, du, acompte, solde = INCONNU, TAUX_INCONNU, ABSENT, ABSENT, ABSENT
    if maximal_connu(accord):
        maximal = accord.maximal_bas
        acompte = accord.acompte
        if acompte != ABSENT and du_connu(accord):
            solde = accord.solde
    if part_connue(accord):
        part = accord.part_basse
    if du_connu(accord):
        du = accord.du_bas
    return AnneeRendue(maximal, part, du, acompte, solde, accord.motif)


def derniere(options: int) -> Option:
    """Return the last option of a set."""
    trouvee = INCONNU
    for option in range(len(Option)):
        if options >> option & 1:
            trouvee = option
    return Option(trouvee)


def nombre(ensemble: int) -> int:
    """Return how many a set holds."""
    combien = 0
    for rang in range(RANGS + 1):
        combien += ensemble >> rang & 1
    return combien
