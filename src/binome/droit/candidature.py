"""The criteria put together: every answer that concerns a candidate, in the order of the texts.

`SANS_OBJET` (-2) stands where a criterion does not concern this candidate.
"""

from __future__ import annotations

from binome.droit.bareme import Bareme
from binome.droit.codes import Issue, ModeDExercice, Option, Ouverture, Reponse
from binome.droit.eligibilite.regles import (
    activite_au_dessus_de_p30,
    critere_activite,
    critere_contrat_1_etp,
    critere_coordination,
    critere_generaliste,
    critere_objectifs_precedents,
    critere_option,
    critere_part_clinique,
    critere_regroupement,
    critere_secteur,
    critere_specialite,
    critere_temps_plein,
    critere_troisieme_annee,
    critere_zone,
    exercice_demande,
    part_clinique_demandee,
    patientele_jeune,
)
from binome.droit.faits import Candidat, Engagement, Issues, Medecin
from binome.droit.lectures import Lectures
from binome.droit.objectifs.regles import suit_la_patientele_medecin_traitant
from binome.droit.patientele.regles import franchit_p30, franchit_p50
from binome.moteur.primitives import INCONNU, SANS_OBJET, choix, entier
from binome.moteur.trace import regle


@regle("guide-occitanie §II.3", "B")
def activite_minimale(
    candidat: Candidat, medecin: Medecin, engagement: Engagement, bareme: Bareme, lectures: Lectures
) -> Issue:
    """L'activité minimale d'un candidat ; on ne sait pas quand sa spécialité est inconnue."""
    activite = Reponse.INCONNUE
    if candidat.specialite != INCONNU:
        p30_pmt = Reponse.INCONNUE
        if engagement.suit_la_pmt:
            p30_pmt = franchit_p30(medecin.pmt, bareme, lectures)
        p30_pfa = franchit_p30(medecin.pfa, bareme, lectures)
        activite = activite_au_dessus_de_p30(p30_pmt, p30_pfa, engagement.suit_la_pmt, lectures)
    jeune = patientele_jeune(candidat.part_de_moins_de_16_ans, bareme)
    return critere_activite(activite, medecin.rqth_ou_ald, engagement.primo, jeune, lectures)


@regle("ameli-nov-2024 §en clair", "A")
def part_clinique(candidat: Candidat, bareme: Bareme, lectures: Lectures) -> int:
    """La part clinique, quand elle est demandée à la spécialité."""
    if candidat.specialite == INCONNU:
        return SANS_OBJET
    situation = choix(bareme.situation_de_la_specialite, candidat.specialite)
    if not part_clinique_demandee(situation):
        return SANS_OBJET
    return entier(critere_part_clinique(situation, candidat.part_clinique, bareme, lectures))


@regle("depliant-centre §mode d'exercice", "B")
def temps_plein(option: Option, candidat: Candidat, medecin: Medecin, bareme: Bareme) -> int:
    """Le temps plein, là où un ancien régime le réservait à des zones."""
    if not temps_plein_reserve(option, bareme):
        return SANS_OBJET
    p50 = p50_du_temps_plein(medecin, bareme)
    return entier(critere_temps_plein(candidat.zone, candidat.sous_dense, candidat.regroupe, p50, bareme))


@regle("depliant-centre §mode d'exercice", "B")
def temps_plein_reserve(option: Option, bareme: Bareme) -> bool:
    """Un temps plein, sous un régime qui le réservait à des zones."""
    return option == Option.UN and exercice_demande(ModeDExercice.REGROUPE, bareme)


@regle("quotidien-avenant-8 §temps plein", "C")
def p50_du_temps_plein(medecin: Medecin, bareme: Bareme) -> Reponse:
    """La médiane qui ouvre un temps plein en ZAC : celle de la patientèle médecin traitant, ou de la file active."""
    if suit_la_patientele_medecin_traitant(medecin.famille):
        return franchit_p50(medecin.pmt, bareme)
    return franchit_p50(medecin.pfa, bareme)


@regle("ameli-modalites §options", "A")
def option_possible(option: Option, candidat: Candidat, medecin: Medecin, bareme: Bareme) -> bool:
    """L'option peut-elle être celle d'un contrat qui ne la dit pas ? (1,5 et 2 ETP : par leur avenant seulement)"""
    ouverture = choix(bareme.options_ouvertes, option)
    if candidat.annee_du_second_assistant != INCONNU and bareme.annee_du_second_assistant > 0:
        return ouverture == Ouverture.SOUS_CONDITIONS
    if ouverture != Ouverture.OUVERTE:
        return False
    issue = temps_plein(option, candidat, medecin, bareme)
    return issue != Issue.TEMPS_PLEIN_FERME and issue != Issue.TEMPS_PLEIN_SOUS_P50


@regle("guide-occitanie §II", "B")
def issues_de_la_candidature(
    candidat: Candidat, medecin: Medecin, engagement: Engagement, bareme: Bareme, lectures: Lectures
) -> Issues:
    """Tous les critères qui concernent un candidat, avec leur réponse."""
    option = critere_option(candidat.option, bareme)
    regroupement = SANS_OBJET
    if exercice_demande(ModeDExercice.REGROUPE, bareme):
        regroupement = entier(
            critere_regroupement(candidat.regroupe, candidat.renforcee, candidat.zone, candidat.sous_dense)
        )
    coordination = SANS_OBJET
    if exercice_demande(ModeDExercice.COORDONNE, bareme):
        coordination = entier(critere_coordination(candidat.coordonne))
    zone = SANS_OBJET
    generaliste = SANS_OBJET
    contrat = SANS_OBJET
    precedents = SANS_OBJET
    troisieme = SANS_OBJET
    if option == Issue.OPTION_SOUS_CONDITIONS:
        zone = entier(critere_zone(candidat.zone))
        generaliste = entier(critere_generaliste(candidat.specialite, bareme))
        contrat = entier(critere_contrat_1_etp(candidat.contrat_1_etp))
        precedents = entier(critere_objectifs_precedents(candidat.precedents_atteints))
        annee = candidat.annee_du_second_assistant
        troisieme = entier(critere_troisieme_annee(annee, engagement.tranche_montant, bareme, lectures))
    mixte = SANS_OBJET
    if candidat.activite_mixte:
        mixte = entier(Issue.ACTIVITE_MIXTE)
    distinct = SANS_OBJET
    if candidat.cabinet_distinct:
        distinct = entier(Issue.CABINET_DISTINCT)
    return Issues(
        entier(critere_specialite(candidat.specialite, candidat.departement, bareme)),
        part_clinique(candidat, bareme, lectures),
        entier(critere_secteur(candidat.secteur)),
        entier(activite_minimale(candidat, medecin, engagement, bareme, lectures)),
        entier(option),
        regroupement,
        temps_plein(candidat.option, candidat, medecin, bareme),
        coordination,
        zone,
        generaliste,
        contrat,
        precedents,
        troisieme,
        mixte,
        distinct,
    )
