"""The themes put together: what a doctor commits to at signature, then what a contract year is worth.

These rules decide nothing by themselves: they call the rules of the themes in the order that the texts give.
"""

from __future__ import annotations

from typing import NamedTuple

from binome.droit.atteinte.regles import (
    avec_circonstances,
    en_observation,
    modulation,
    motif_cumulatif,
    motif_d_un_objectif,
    motif_de_deux_objectifs,
    part_versee,
    taux_d_atteinte,
)
from binome.droit.bareme import Bareme
from binome.droit.eligibilite.regles import primo_installe
from binome.droit.lectures import Lectures
from binome.droit.montant.regles import tranche_du_montant
from binome.droit.objectifs.regles import (
    augmentation_au_taux,
    colonne_pmt,
    est_une_estimation,
    formule,
    niveau_du_primo_installe,
    objectif,
    objectif_de,
    patients_supplementaires,
    suit_la_patientele_medecin_traitant,
    taux_de_l_objectif,
    tranche_de_l_objectif,
)
from binome.droit.patientele.regles import (
    franchit_p50,
    rang_pour_l_objectif,
    reste_sous_p50,
    taux_le_plus_haut,
    tranche,
    tranche_de_taux,
    tranche_la_plus_haute,
)
from binome.droit.reponses import Motif
from binome.droit.vocabulaire import (
    SANS_OBJECTIF,
    ColonneDObjectif,
    Depart,
    Famille,
    FormuleDObjectif,
    Modulation,
    Nature,
    Objectif,
    Option,
    Reponse,
    Resultat,
    Seuils,
    Tranche,
)
from binome.moteur.primitives import INCONNU, NUL, TAUX_INCONNU, Taux
from binome.moteur.trace import regle


class Medecin(NamedTuple):
    """The doctor at signature, in integers; shares are (numerator, denominator)."""

    famille: Famille
    pmt: Depart
    pfa: Depart
    seuils_pmt: Seuils
    seuils_pfa: Seuils
    rqth_ou_ald: Reponse
    a_65_ans: Reponse
    installation_recente: bool
    part_liberale: Taux
    conditions_propres: bool


class Engagement(NamedTuple):
    """What the contract fixes at signature: brackets, objectives, table that will apply."""

    suit_la_pmt: bool
    tranche_pmt: Tranche
    tranche_pfa: Tranche
    tranche_montant: Tranche
    primo: Reponse
    pmt: Objectif
    pfa: Objectif
    a_65_ans: Reponse
    p30_pmt: int
    p30_pfa: int
    modulation: Modulation


class Constat(NamedTuple):
    """Counts observed in a year, and what the CPN or the caisse says of it; -1 where not given."""

    pmt: int
    pfa: int
    exceptionnelles: Reponse
    part_decidee: Taux


class Bilan(NamedTuple):
    """A year once observed: rates of attainment, outcome and share."""

    taux_pmt: Taux
    taux_pfa: Taux
    resultat: Resultat


@regle("guide-occitanie §III.4", "B")
def engagement(medecin: Medecin, option: Option, bareme: Bareme, lectures: Lectures) -> Engagement:
    """Les tranches et les objectifs fixés à la signature."""
    suit_la_pmt = suit_la_patientele_medecin_traitant(medecin.famille)
    tranche_pfa = tranche(medecin.pfa, medecin.seuils_pfa, bareme, lectures)
    tranche_pmt = tranche_pfa
    sous_p50_pmt = Reponse.INCONNUE
    if suit_la_pmt:
        tranche_pmt = tranche(medecin.pmt, medecin.seuils_pmt, bareme, lectures)
        sous_p50_pmt = reste_sous_p50(tranche_pmt, franchit_p50(medecin.pmt, medecin.seuils_pmt, bareme))
    sous_p50_pfa = reste_sous_p50(tranche_pfa, franchit_p50(medecin.pfa, medecin.seuils_pfa, bareme))
    primo = primo_installe(medecin.installation_recente, sous_p50_pmt, sous_p50_pfa, suit_la_pmt, lectures)
    plus_haute = tranche_la_plus_haute(tranche_pmt, tranche_pfa)
    objectif_pfa = objectif_d_une_patientele(
        ColonneDObjectif.PFA, option, tranche_pfa, plus_haute, medecin.pfa, medecin.seuils_pfa, medecin, primo,
        bareme, lectures,
    )  # fmt: skip
    objectif_pmt = SANS_OBJECTIF
    if suit_la_pmt:
        objectif_pmt = objectif_d_une_patientele(
            colonne_pmt(medecin.famille), option, tranche_pmt, plus_haute, medecin.pmt, medecin.seuils_pmt, medecin,
            primo, bareme, lectures,
        )  # fmt: skip
    return Engagement(
        suit_la_pmt,
        tranche_pmt,
        tranche_pfa,
        tranche_du_montant(tranche_pmt, tranche_pfa, plus_haute, suit_la_pmt, lectures),
        primo,
        objectif_pmt,
        objectif_pfa,
        medecin.a_65_ans,
        medecin.seuils_pmt.p30,
        medecin.seuils_pfa.p30,
        modulation(bareme, lectures),
    )


@regle("guide-occitanie §III.4", "B")
def objectif_d_une_patientele(
    colonne: ColonneDObjectif,
    option: Option,
    propre: Tranche,
    plus_haute: Tranche,
    depart: Depart,
    seuils: Seuils,
    medecin: Medecin,
    primo: Reponse,
    bareme: Bareme,
    lectures: Lectures,
) -> Objectif:
    """L'objectif d'une patientèle, cas particuliers compris."""
    particulier = medecin.rqth_ou_ald
    if medecin.conditions_propres:
        particulier = Reponse.OUI
    origine = formule(bareme, lectures)
    if origine == FormuleDObjectif.CONVENUE:
        return objectif_de(depart.patients, depart.convenu, False)
    niveau = niveau_du_primo_installe(seuils, medecin.part_liberale, lectures)
    tranche_retenue = tranche_de_l_objectif(propre, plus_haute, lectures)
    if origine == FormuleDObjectif.TAUX:
        supplementaires = objectif_au_taux(colonne, option, depart, medecin, bareme, lectures)
        estime = bareme.formule_d_objectif != FormuleDObjectif.TAUX or tranche_retenue == Tranche.SOUS_P30
        return objectif(depart, particulier, medecin.a_65_ans, primo, niveau, supplementaires, estime)
    rang = INCONNU
    if tranche_retenue == Tranche.P50_P90 or tranche_retenue == Tranche.P90_P95:
        rang = rang_pour_l_objectif(depart, seuils, bareme, lectures)
    supplementaires = patients_supplementaires(
        colonne, option, tranche_retenue, depart.patients, rang, seuils, bareme, lectures
    )
    estime = est_une_estimation(tranche_retenue, depart.patients, seuils.p50)
    return objectif(depart, particulier, medecin.a_65_ans, primo, niveau, supplementaires, estime)


@regle("avenant-7 §9-5-2-2", "C")
def objectif_au_taux(
    colonne: ColonneDObjectif, option: Option, depart: Depart, medecin: Medecin, bareme: Bareme, lectures: Lectures
) -> int:
    """L'augmentation de l'avenant 7 : le taux de la tranche, la plus haute des deux patientèles par défaut."""
    taux_pfa = tranche_de_taux(medecin.pfa, medecin.seuils_pfa, bareme, lectures)
    taux_pmt = taux_pfa
    if suit_la_patientele_medecin_traitant(medecin.famille):
        taux_pmt = tranche_de_taux(medecin.pmt, medecin.seuils_pmt, bareme, lectures)
    propre = taux_pmt
    if colonne == ColonneDObjectif.PFA:
        propre = taux_pfa
    ligne = taux_de_l_objectif(propre, taux_le_plus_haut(taux_pmt, taux_pfa), lectures)
    return augmentation_au_taux(ligne, option, depart.patients, bareme, lectures)


@regle("guide-occitanie §IV", "B")
def mesurable(objectif: Objectif, constate: int) -> bool:
    """L'objectif et le constat sont-ils connus ?"""
    if objectif.nature == Nature.SANS_OBJET:
        return True
    return objectif.nature != Nature.A_CONVENIR and min(objectif.cible, constate) >= 0


@regle("guide-occitanie §IV.1", "B")
def bilan_de_l_annee(annee: int, engagement: Engagement, constat: Constat, bareme: Bareme, lectures: Lectures) -> Bilan:
    """La part de l'aide due pour une année, au vu du constat."""
    pmt, pfa = engagement.pmt, engagement.pfa
    connu = mesurable(pmt, constat.pmt) and mesurable(pfa, constat.pfa)
    if not connu:
        inconnu = Resultat(Motif.DONNEE_INCONNUE, TAUX_INCONNU[0], TAUX_INCONNU[1])
        if en_observation(annee, bareme):
            inconnu = Resultat(Motif.PERIODE_D_OBSERVATION, 1, 1)
        elif pmt.nature == Nature.A_CONVENIR or pfa.nature == Nature.A_CONVENIR:
            inconnu = Resultat(Motif.OBJECTIF_A_CONVENIR, TAUX_INCONNU[0], TAUX_INCONNU[1])
        return Bilan(TAUX_INCONNU, TAUX_INCONNU, inconnu)
    taux_pmt = NUL
    if engagement.suit_la_pmt:
        taux_pmt = taux_d_atteinte(pmt, constat.pmt, lectures)
    taux_pfa = taux_d_atteinte(pfa, constat.pfa, lectures)
    if en_observation(annee, bareme):
        return Bilan(taux_pmt, taux_pfa, Resultat(Motif.PERIODE_D_OBSERVATION, 1, 1))
    motif = motif_de_l_annee(engagement, constat, bareme, lectures)
    if motif == Motif.MODULATION_INCONNUE:
        return Bilan(taux_pmt, taux_pfa, Resultat(motif, TAUX_INCONNU[0], TAUX_INCONNU[1]))
    part = part_versee(motif, taux_pmt, taux_pfa, bareme, lectures)
    resultat = avec_circonstances(motif, part, constat.exceptionnelles, constat.part_decidee)
    return Bilan(taux_pmt, taux_pfa, resultat)


@regle("guide-occitanie §IV", "B")
def motif_de_l_annee(engagement: Engagement, constat: Constat, bareme: Bareme, lectures: Lectures) -> Motif:
    """L'issue de l'année, dans le tableau qui s'applique au médecin."""
    if engagement.modulation == Modulation.INCONNUE:
        return Motif.MODULATION_INCONNUE
    if engagement.modulation == Modulation.CUMULATIVE:
        return motif_cumulatif(engagement.pmt, engagement.pfa, constat.pmt, constat.pfa)
    if not engagement.suit_la_pmt:
        return motif_d_un_objectif(
            engagement.pfa, constat.pfa, engagement.a_65_ans, engagement.p30_pfa, bareme, lectures
        )
    forte = engagement.tranche_pmt == Tranche.P95_PLUS or engagement.tranche_pfa == Tranche.P95_PLUS
    return motif_de_deux_objectifs(
        engagement.pmt,
        engagement.pfa,
        constat.pmt,
        constat.pfa,
        engagement.a_65_ans,
        forte,
        engagement.p30_pmt,
        engagement.p30_pfa,
        bareme,
        lectures,
    )
