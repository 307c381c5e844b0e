"""Who may sign: one rule per criterion, each answer with its own code (sentences in `issues.toml`)."""

from __future__ import annotations

from binome.droit.bareme import Bareme
from binome.droit.codes import (
    Famille,
    Issue,
    ModeDExercice,
    Option,
    OuiNon,
    Ouverture,
    OuvertureDuTempsPlein,
    Reponse,
    Secteur,
    SituationDeLaSpecialite,
    Tranche,
    Zone,
)
from binome.droit.lectures import ActiviteTestee, Lectures, Options152P95, PrimoCondition, PrimoMinimum, SeuilChirurgien
from binome.moteur.primitives import INCONNU, SANS_OBJET, Taux, au_moins, choix, depasse
from binome.moteur.trace import regle


@regle("ameli-nov-2024 §spécialités", "A")
def critere_specialite(specialite: int, departement: int, bareme: Bareme) -> Issue:
    """La spécialité est-elle admise ? Avant 2023, certaines ne l'étaient que dans des départements sous-denses."""
    if specialite == INCONNU:
        return Issue.SPECIALITE_INCONNUE
    situation = choix(bareme.situation_de_la_specialite, specialite)
    if situation == SituationDeLaSpecialite.EXCLUE:
        return Issue.SPECIALITE_EXCLUE
    if situation != SituationDeLaSpecialite.SELON_LE_DEPARTEMENT:
        return Issue.SPECIALITE_ADMISE
    if departement == INCONNU:
        return Issue.SPECIALITE_SELON_LE_DEPARTEMENT
    if departement == SANS_OBJET:
        return Issue.SPECIALITE_LISTE_NON_LUE
    ouverture = choix(choix(bareme.specialites_du_departement, departement), specialite)
    if ouverture == Ouverture.OUVERTE:
        return Issue.SPECIALITE_SOUS_DENSE
    if ouverture == Ouverture.RAPPORTEE:
        return Issue.SPECIALITE_RAPPORTEE
    if ouverture == Ouverture.FERMEE:
        return Issue.SPECIALITE_HORS_LISTE
    return Issue.SPECIALITE_LISTE_NON_LUE


@regle("ameli-nov-2024 §en clair", "A")
def part_clinique_demandee(situation: SituationDeLaSpecialite) -> bool:
    """La part des honoraires cliniques est-elle demandée à cette spécialité ?"""
    return (
        situation == SituationDeLaSpecialite.PART_CLINIQUE_EXIGEE
        or situation == SituationDeLaSpecialite.PART_CLINIQUE_A_VERIFIER
    )


@regle("ameli-nov-2024 §en clair", "A")
def critere_part_clinique(situation: SituationDeLaSpecialite, part: Taux, bareme: Bareme, lectures: Lectures) -> Issue:
    """La part des honoraires cliniques suffit-elle ? (chirurgiens, ORL, gynécologues)"""
    exigee = situation == SituationDeLaSpecialite.PART_CLINIQUE_EXIGEE
    if part[0] == INCONNU:
        return Issue.PART_CLINIQUE_INCONNUE if exigee else Issue.PART_CLINIQUE_A_VERIFIER
    suffit = depasse(part, bareme.part_clinique_minimale)
    if lectures.seuil_chirurgien == SeuilChirurgien.INCLUS:
        suffit = au_moins(part, bareme.part_clinique_minimale)
    if suffit:
        return Issue.PART_CLINIQUE_SUFFISANTE
    return Issue.PART_CLINIQUE_INSUFFISANTE if exigee else Issue.PART_CLINIQUE_DOUTEUSE


@regle("ameli-nov-2024 §secteur", "A")
def critere_secteur(secteur: Secteur) -> Issue:
    """Secteur 1, ou secteur 2 avec Optam ou Optam-ACO."""
    if secteur == Secteur.INCONNU:
        return Issue.SECTEUR_INCONNU
    if secteur == Secteur.SECTEUR_1:
        return Issue.SECTEUR_1
    if secteur == Secteur.SECTEUR_2:
        return Issue.SECTEUR_2_SANS_OPTAM
    if secteur == Secteur.SECTEUR_3:
        return Issue.SECTEUR_3
    return Issue.SECTEUR_2_OPTAM


@regle("guide-occitanie §IV.2", "B")
def primo_installe(
    installation_recente: bool, sous_p50_pmt: Reponse, sous_p50_pfa: Reponse, suit_la_pmt: bool, lectures: Lectures
) -> Reponse:
    """Nouvel installé : première installation depuis 12 mois au plus, patientèle sous P50."""
    if not installation_recente:
        return Reponse.NON
    if not suit_la_pmt:
        return sous_p50_pfa
    if lectures.primo_condition == PrimoCondition.UNE_DES_DEUX:
        return l_un_ou_l_autre(sous_p50_pmt, sous_p50_pfa)
    return les_deux(sous_p50_pmt, sous_p50_pfa)


@regle("guide-occitanie §II.3", "B")
def activite_au_dessus_de_p30(p30_pmt: Reponse, p30_pfa: Reponse, suit_la_pmt: bool, lectures: Lectures) -> Reponse:
    """L'activité atteint-elle P30, sur la patientèle que la lecture retient ?"""
    if not suit_la_pmt or lectures.test_activite == ActiviteTestee.PFA:
        return p30_pfa
    if lectures.test_activite == ActiviteTestee.PMT:
        return p30_pmt
    if lectures.test_activite == ActiviteTestee.UNE_DES_DEUX:
        return l_un_ou_l_autre(p30_pmt, p30_pfa)
    return les_deux(p30_pmt, p30_pfa)


@regle("guide-occitanie §II.3", "B")
def critere_activite(activite: Reponse, rqth_ou_ald: Reponse, primo: Reponse, jeune: bool, lectures: Lectures) -> Issue:
    """L'activité minimale, dont RQTH, ALD, nouveaux installés et patientèles jeunes d'avant 2023 sont dispensés."""
    if rqth_ou_ald == Reponse.OUI:
        return Issue.DISPENSE_RQTH_ALD
    if jeune:
        return Issue.DISPENSE_MOINS_DE_16_ANS
    if activite == Reponse.OUI:
        return Issue.ACTIVITE_SUFFISANTE
    if lectures.primo_minimum == PrimoMinimum.AUCUN:
        if primo == Reponse.OUI:
            return Issue.DISPENSE_PRIMO_INSTALLE
        if primo == Reponse.INCONNUE:
            return Issue.ACTIVITE_INCONNUE
    if activite == Reponse.NON:
        return Issue.ACTIVITE_INSUFFISANTE
    return Issue.ACTIVITE_INCONNUE


@regle("ameli-modalites §options", "A")
def critere_option(option: Option, bareme: Bareme) -> Issue:
    """L'option est-elle ouverte à un nouveau contrat ?"""
    if option == Option.INCONNUE:
        return Issue.OPTION_INCONNUE
    ouverture = choix(bareme.options_ouvertes, option)
    if ouverture == Ouverture.FERMEE:
        return Issue.OPTION_FERMEE
    if ouverture == Ouverture.PAS_ENCORE:
        return Issue.OPTION_PAS_ENCORE_OUVERTE
    if ouverture == Ouverture.SOUS_CONDITIONS:
        return Issue.OPTION_SOUS_CONDITIONS
    return Issue.OPTION_OUVERTE


@regle("reagjir §patientèle", "C")
def patientele_jeune(part_de_moins_de_16_ans: Taux, bareme: Bareme) -> bool:
    """Avant 2023 : la part des moins de 16 ans dispense-t-elle du minimum d'adultes ?"""
    if bareme.part_de_moins_de_16_ans[0] < 0 or part_de_moins_de_16_ans[0] == INCONNU:
        return False
    return depasse(part_de_moins_de_16_ans, bareme.part_de_moins_de_16_ans)


@regle("depliant-centre §mode d'exercice", "B")
def exercice_demande(mode: ModeDExercice, bareme: Bareme) -> bool:
    """Ce mode d'exercice est-il une condition du contrat ?"""
    return choix(bareme.exercice_exige, mode) == OuiNon.OUI


@regle("depliant-centre §conditions particulières", "B")
def zone_sous_dense(zone: Zone, apl_assez_basse: Reponse, derogatoire: Reponse) -> Reponse:
    """La zone est-elle sous-dense ? ZIP, ZAC à l'accessibilité (APL) assez basse, ou dérogation locale."""
    if zone == Zone.ZIP or derogatoire == Reponse.OUI:
        return Reponse.OUI
    if zone == Zone.ZAC and apl_assez_basse == Reponse.OUI:
        return Reponse.OUI
    if zone == Zone.INCONNUE or derogatoire == Reponse.INCONNUE:
        return Reponse.INCONNUE
    if zone == Zone.ZAC and apl_assez_basse == Reponse.INCONNUE:
        return Reponse.INCONNUE
    return Reponse.NON


@regle("depliant-centre §mode d'exercice", "B")
def critere_regroupement(regroupe: Reponse, renforcee: Reponse, zone: Zone, sous_dense: Reponse) -> Issue:
    """Exercice regroupé, sauf en zone sous-dense ou en coordination renforcée."""
    if regroupe == Reponse.OUI:
        return Issue.REGROUPE
    if sous_dense == Reponse.OUI:
        return Issue.REGROUPEMENT_DISPENSE_DE_ZONE
    if renforcee == Reponse.OUI:
        return Issue.REGROUPEMENT_PAR_COORDINATION
    if regroupe == Reponse.NON and renforcee == Reponse.NON and sous_dense == Reponse.NON:
        return Issue.NON_REGROUPE
    if sous_dense == Reponse.INCONNUE and zone != Zone.INCONNUE:
        return Issue.REGROUPEMENT_ZONE_A_CONFIRMER
    return Issue.REGROUPEMENT_INCONNU


@regle("depliant-centre §conditions particulières", "B")
def conditions_propres(jeune: bool, renforcee: Reponse, regroupe: Reponse, sous_dense: Reponse, bareme: Bareme) -> bool:
    """Une exception de l'avenant 7 donne-t-elle au médecin des objectifs à part, que personne n'a publiés ?"""
    if jeune:
        return True
    isole = regroupe != Reponse.OUI and sous_dense != Reponse.OUI
    return isole and renforcee == Reponse.OUI and exercice_demande(ModeDExercice.REGROUPE, bareme)


@regle("depliant-centre §mode d'exercice", "B")
def critere_coordination(coordonne: Reponse) -> Issue:
    """Exercice coordonné, ou engagement à le rejoindre."""
    if coordonne == Reponse.OUI:
        return Issue.COORDONNE
    if coordonne == Reponse.NON:
        return Issue.COORDINATION_A_REJOINDRE
    return Issue.COORDINATION_INCONNUE


@regle("quotidien-avenant-8 §temps plein", "C")
def critere_temps_plein(zone: Zone, sous_dense: Reponse, regroupe: Reponse, p50: Reponse, bareme: Bareme) -> Issue:
    """Un temps plein en zone sous-dense ; l'avenant 8 l'ouvre en ZAC à partir de P50 à un médecin exerçant seul."""
    if sous_dense == Reponse.OUI:
        return Issue.TEMPS_PLEIN_OUVERT
    if zone == Zone.INCONNUE:
        return Issue.TEMPS_PLEIN_A_CONFIRMER
    ouverture = choix(bareme.temps_plein_selon_la_zone, zone)
    if ouverture == OuvertureDuTempsPlein.OUVERT:
        return Issue.TEMPS_PLEIN_OUVERT
    if ouverture == OuvertureDuTempsPlein.A_PARTIR_DE_P50 and p50 == Reponse.OUI:
        return Issue.TEMPS_PLEIN_OUVERT
    if sous_dense == Reponse.INCONNUE:
        return Issue.TEMPS_PLEIN_A_CONFIRMER
    if ouverture == OuvertureDuTempsPlein.FERME:
        return Issue.TEMPS_PLEIN_FERME
    if p50 == Reponse.NON and regroupe == Reponse.NON:
        return Issue.TEMPS_PLEIN_SOUS_P50
    return Issue.TEMPS_PLEIN_A_CONFIRMER


@regle("ameli-simulateur §conditions", "A")
def critere_zone(zone: Zone) -> Issue:
    """1,5 et 2 ETP : exercer en zone d'intervention prioritaire."""
    if zone == Zone.INCONNUE:
        return Issue.ZONE_INCONNUE
    if zone == Zone.ZIP:
        return Issue.ZONE_ZIP
    return Issue.ZONE_HORS_ZIP


@regle("ameli-simulateur §conditions", "A")
def critere_generaliste(specialite: int, bareme: Bareme) -> Issue:
    """1,5 et 2 ETP : être généraliste, hors exercice particulier."""
    if specialite == INCONNU:
        return Issue.GENERALISTE_INCONNU
    if choix(bareme.famille_de_la_specialite, specialite) == Famille.MEDECINE_GENERALE:
        return Issue.GENERALISTE
    return Issue.NON_GENERALISTE


@regle("ameli-simulateur §conditions", "A")
def contrat_de_1_etp(option: Option, ailleurs: Reponse) -> Reponse:
    """Un contrat à cette option est-il, ou a-t-il été, un contrat de 1 ETP ? (ou le médecin en a-t-il un autre)"""
    if ailleurs == Reponse.OUI or option == Option.UN or option == Option.UN_ET_DEMI or option == Option.DEUX:
        return Reponse.OUI
    if option == Option.INCONNUE:
        return Reponse.INCONNUE
    return Reponse.NON


@regle("ameli-simulateur §conditions", "A")
def critere_contrat_1_etp(en_cours: Reponse) -> Issue:
    """1,5 et 2 ETP : avoir déjà signé un contrat de 1 ETP."""
    if en_cours == Reponse.INCONNUE:
        return Issue.CONTRAT_1_ETP_INCONNU
    if en_cours == Reponse.OUI:
        return Issue.CONTRAT_1_ETP
    return Issue.SANS_CONTRAT_1_ETP


@regle("ameli-simulateur §conditions", "A")
def critere_objectifs_precedents(atteints: Reponse) -> Issue:
    """1,5 et 2 ETP : avoir atteint tous les objectifs du contrat."""
    if atteints == Reponse.INCONNUE:
        return Issue.OBJECTIFS_PRECEDENTS_INCONNUS
    if atteints == Reponse.OUI:
        return Issue.OBJECTIFS_PRECEDENTS_ATTEINTS
    return Issue.OBJECTIFS_PRECEDENTS_MANQUES


@regle("ameli-simulateur §conditions", "A")
def critere_troisieme_annee(annee: int, tranche: Tranche, bareme: Bareme, lectures: Lectures) -> Issue:
    """1,5 et 2 ETP : à partir de la troisième année du contrat."""
    if tranche == Tranche.P95_PLUS and lectures.options_1_5_2_p95 == Options152P95.ANNEE_1:
        return Issue.TROISIEME_ANNEE
    if annee == INCONNU:
        return Issue.ANNEE_DE_PASSAGE_INCONNUE
    if annee >= bareme.annee_du_second_assistant:
        return Issue.TROISIEME_ANNEE
    return Issue.AVANT_TROISIEME_ANNEE


@regle("etude-binome §logique à trois valeurs", "D")
def l_un_ou_l_autre(gauche: Reponse, droite: Reponse) -> Reponse:
    """Ou à trois valeurs."""
    if gauche == Reponse.OUI or droite == Reponse.OUI:
        return Reponse.OUI
    if gauche == Reponse.NON and droite == Reponse.NON:
        return Reponse.NON
    return Reponse.INCONNUE


@regle("etude-binome §logique à trois valeurs", "D")
def les_deux(gauche: Reponse, droite: Reponse) -> Reponse:
    """Et à trois valeurs."""
    if gauche == Reponse.NON or droite == Reponse.NON:
        return Reponse.NON
    if gauche == Reponse.OUI and droite == Reponse.OUI:
        return Reponse.OUI
    return Reponse.INCONNUE
