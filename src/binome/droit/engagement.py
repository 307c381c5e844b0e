"""What a doctor commits to at signature: the rules of the themes, in the order that the texts give."""

from __future__ import annotations

from binome.droit.atteinte.regles import modulation
from binome.droit.bareme import Bareme
from binome.droit.codes import ColonneDObjectif, FormuleDObjectif, Option, Reponse, Tranche
from binome.droit.eligibilite.regles import primo_installe
from binome.droit.faits import SANS_OBJECTIF, Engagement, Medecin, Objectif, Situee
from binome.droit.lectures import Lectures, ObjectifPfaAutres
from binome.droit.montant.regles import tranche_du_montant
from binome.droit.objectifs.regles import (
    augmentation_au_taux,
    borne_de_l_objectif,
    borne_selon_p30,
    colonne_pmt,
    est_d_une_autre_specialite,
    est_une_estimation,
    formule,
    le_rang_s_estime,
    niveau_du_primo_installe,
    objectif,
    objectif_de,
    objectif_par_la_droite,
    patients_selon_la_specialite,
    patients_supplementaires,
    suit_la_patientele_medecin_traitant,
    taux_de_l_objectif,
    tranche_de_l_objectif,
)
from binome.droit.patientele.regles import (
    franchit_p50,
    rang_pour_l_objectif,
    rang_retenu,
    reste_sous_p50,
    taux_le_plus_haut,
    tranche,
    tranche_de_taux,
    tranche_la_plus_haute,
)
from binome.moteur.primitives import INCONNU
from binome.moteur.trace import regle


@regle("guide-occitanie §III.4", "B")
def engagement(medecin: Medecin, option: Option, bareme: Bareme, lectures: Lectures) -> Engagement:
    """Les tranches et les objectifs fixés à la signature."""
    suit_la_pmt = suit_la_patientele_medecin_traitant(medecin.famille)
    tranche_pfa = tranche(medecin.pfa, bareme, lectures)
    tranche_pmt = tranche_pfa
    sous_p50_pmt = Reponse.INCONNUE
    if suit_la_pmt:
        tranche_pmt = tranche(medecin.pmt, bareme, lectures)
        sous_p50_pmt = reste_sous_p50(tranche_pmt, franchit_p50(medecin.pmt, bareme))
    sous_p50_pfa = reste_sous_p50(tranche_pfa, franchit_p50(medecin.pfa, bareme))
    primo = primo_installe(medecin.installation_recente, sous_p50_pmt, sous_p50_pfa, suit_la_pmt, lectures)
    plus_haute = tranche_la_plus_haute(tranche_pmt, tranche_pfa)
    situee = Situee(ColonneDObjectif.PFA, medecin.pfa, tranche_pfa, plus_haute)
    objectif_pfa = objectif_d_une_patientele(situee, option, medecin, primo, bareme, lectures)
    objectif_pmt = SANS_OBJECTIF
    if suit_la_pmt:
        situee_pmt = Situee(colonne_pmt(medecin.famille), medecin.pmt, tranche_pmt, plus_haute)
        objectif_pmt = objectif_d_une_patientele(situee_pmt, option, medecin, primo, bareme, lectures)
    return Engagement(
        suit_la_pmt,
        tranche_pmt,
        tranche_pfa,
        tranche_du_montant(tranche_pmt, tranche_pfa, plus_haute, suit_la_pmt, lectures),
        primo,
        objectif_pmt,
        objectif_pfa,
        medecin.a_65_ans,
        medecin.pmt.seuils.p30,
        medecin.pfa.seuils.p30,
        modulation(bareme, lectures),
    )


@regle("guide-occitanie §III.4", "B")
def objectif_d_une_patientele(
    situee: Situee, option: Option, medecin: Medecin, primo: Reponse, bareme: Bareme, lectures: Lectures
) -> Objectif:
    """L'objectif d'une patientèle, cas particuliers compris."""
    depart = situee.depart
    particulier = medecin.rqth_ou_ald
    if medecin.conditions_propres:
        particulier = Reponse.OUI
    origine = formule(bareme, lectures)
    if origine == FormuleDObjectif.CONVENUE:
        return objectif_de(depart.patients, depart.convenu, False)
    niveau = niveau_du_primo_installe(depart.seuils, medecin.part_liberale, lectures)
    tranche_retenue = tranche_de_l_objectif(situee.tranche, situee.plus_haute, lectures)
    if origine == FormuleDObjectif.TAUX:
        supplementaires = objectif_au_taux(situee, option, medecin, bareme, lectures)
        estime = bareme.formule_d_objectif != FormuleDObjectif.TAUX or tranche_retenue == Tranche.SOUS_P30
        return objectif(depart, particulier, medecin.a_65_ans, primo, niveau, supplementaires, estime)
    if origine == FormuleDObjectif.DROITE:
        supplementaires = objectif_par_la_droite(situee.colonne, option, depart, bareme, lectures)
        return objectif(depart, particulier, medecin.a_65_ans, primo, niveau, supplementaires, True)
    rang = INCONNU
    if tranche_retenue == Tranche.P50_P90 or tranche_retenue == Tranche.P90_P95:
        rang = rang_retenu(depart, bareme)
        if le_rang_s_estime(lectures):
            rang = rang_pour_l_objectif(depart, bareme, lectures)
    estime = est_une_estimation(tranche_retenue, depart.patients, depart.seuils.p50)
    if est_d_une_autre_specialite(situee.colonne, medecin.famille):
        supplementaires = patients_selon_la_specialite(situee, option, tranche_retenue, rang, bareme, lectures)
        if lectures.objectif_pfa_autres != ObjectifPfaAutres.IMPRIME:
            estime = True
    else:
        supplementaires = patients_supplementaires(
            situee.colonne, option, tranche_retenue, depart, rang, bareme, lectures
        )
    return objectif(depart, particulier, medecin.a_65_ans, primo, niveau, supplementaires, estime)


@regle("guide-occitanie §III.4", "B")
def borne_d_une_patientele(
    colonne: ColonneDObjectif, option: Option, medecin: Medecin, bareme: Bareme, lectures: Lectures
) -> int:
    """Le plus grand objectif possible d'une patientèle ; sans borne quand ses chiffres sont à demander."""
    if bareme.formule_d_objectif != FormuleDObjectif.TABLEAU:
        return INCONNU
    if not est_d_une_autre_specialite(colonne, medecin.famille):
        return borne_de_l_objectif(colonne, option, bareme, lectures)
    if lectures.objectif_pfa_autres == ObjectifPfaAutres.A_DEMANDER:
        return INCONNU
    if lectures.objectif_pfa_autres == ObjectifPfaAutres.FORMULE_P30:
        return borne_selon_p30(option, medecin.pfa.seuils.p30, bareme, lectures)
    return borne_de_l_objectif(colonne, option, bareme, lectures)


@regle("avenant-7 §9-5-2-2", "C")
def objectif_au_taux(situee: Situee, option: Option, medecin: Medecin, bareme: Bareme, lectures: Lectures) -> int:
    """L'augmentation de l'avenant 7 : le taux de la tranche, la plus haute des deux patientèles par défaut."""
    taux_pfa = tranche_de_taux(medecin.pfa, bareme, lectures)
    taux_pmt = taux_pfa
    if suit_la_patientele_medecin_traitant(medecin.famille):
        taux_pmt = tranche_de_taux(medecin.pmt, bareme, lectures)
    propre = taux_pmt
    if situee.colonne == ColonneDObjectif.PFA:
        propre = taux_pfa
    ligne = taux_de_l_objectif(propre, taux_le_plus_haut(taux_pmt, taux_pfa), lectures)
    return augmentation_au_taux(ligne, option, situee.depart.patients, bareme, lectures)
