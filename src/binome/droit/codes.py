"""The words of the law as integers: every enumeration that rules receive and return.

The names, in lower case, are the codes of the data files, of the JSON and of the tables (`moteur.codes`).
"""

from __future__ import annotations

from typing import Final

from binome.moteur.codes import Codes, Mots
from binome.moteur.primitives import INCONNU
from binome.moteur.tables import Axe, Axes, axe


class Reponse(Codes):
    """A three-valued answer."""

    INCONNUE = INCONNU
    NON = 0
    OUI = 1


class Famille(Codes):
    """Specialities that the tables treat alike."""

    MEDECINE_GENERALE = 0, "médecine générale"
    MEP = 1, "médecine à exercice particulier"
    PEDIATRIE = 2
    AUTRE = 3


class SituationDeLaSpecialite(Codes):
    """What the convention says of a speciality."""

    ADMISE = 0
    EXCLUE = 1
    PART_CLINIQUE_EXIGEE = 2, "part clinique exigée"
    PART_CLINIQUE_A_VERIFIER = 3, "part clinique à vérifier"
    SELON_LE_DEPARTEMENT = 4, "selon le département"


class Secteur(Codes):
    """Secteur conventionnel."""

    INCONNU = INCONNU
    SECTEUR_1 = 0, "secteur 1", "1"
    SECTEUR_2_OPTAM = 1, "secteur 2 avec Optam", "2-optam"
    SECTEUR_2_OPTAM_ACO = 2, "secteur 2 avec Optam-ACO", "2-optam-aco"
    SECTEUR_2 = 3, "secteur 2 sans Optam", "2"
    SECTEUR_3 = 4, "secteur 3 (hors convention)", "3"


class Zone(Codes):
    """Zonage médecin of the place of practice."""

    INCONNUE = INCONNU
    ZIP = 0, "zone d'intervention prioritaire (ZIP)"
    ZAC = 1, "zone d'action complémentaire (ZAC)"
    HORS = 2, "hors de ces zones"


class TrancheDAge(Codes):
    """Age at signature, on one side or the other of the age at which an objective becomes a maintien."""

    INCONNUE = INCONNU
    AVANT_LE_MAINTIEN = 0, "moins de {age} ans"
    AGE_DU_MAINTIEN = 1, "{age} ans ou plus"


class FamilleDeRegime(Codes):
    """Regimes of signature that the tables treat alike; avenants 8 and 9 amended avenant 7."""

    AVENANT_7 = 0
    REGLEMENT_ARBITRAL = 1, "règlement arbitral"
    CONVENTION_2024 = 2, "convention de 2024"


class OuiNon(Codes):
    """A condition of the law: it holds or not."""

    NON = 0
    OUI = 1


class Ouverture(Codes):
    """Whether a speciality or an option is open to a new contract."""

    FERMEE = 0, "fermée"
    OUVERTE = 1
    SOUS_CONDITIONS = 2
    PAS_ENCORE = 3
    RAPPORTEE = 4, "ouverte, selon la presse"


class OuvertureDuTempsPlein(Codes):
    """Whether the option of 1 ETP is open in a zone."""

    FERME = 0, "fermé"
    A_PARTIR_DE_P50 = 1, "ouvert à partir de P50"
    OUVERT = 2


class ModeDExercice(Codes):
    """Ways of practising together that a regime may demand."""

    REGROUPE = 0, "exercice regroupé"
    COORDONNE = 1, "exercice coordonné"


class PatienteleComptee(Codes):
    """Ages that the PMT counts."""

    TOUS_AGES = 0, "tous les âges"
    ADULTES = 1, "adultes seuls"


class FormuleDObjectif(Codes):
    """Where an objective comes from: a rate, the contract itself, the table of additional patients, a union's line."""

    TAUX = 0, "un taux d'augmentation"
    CONVENUE = 1, "convenue avec la caisse"
    TABLEAU = 2, "le tableau des patients supplémentaires"
    DROITE = 3, "une droite en nombre de patients"


class TrancheDeTaux(Codes):
    """Brackets of the rates of avenant 7."""

    INCONNUE = INCONNU
    P30_P50 = 0, "P30-P50"
    P50_P70 = 1, "P50-P70"
    P70_P90 = 2, "P70-P90"
    P90_P95 = 3, "P90-P95"
    P95_PLUS = 4, "P95 et plus"


class Modulation(Codes):
    """How a constat turns into a share, as fixed at signature."""

    TABLEAUX = 0
    CUMULATIVE = 1
    INCONNUE = 2


class SuiteAuTerme(Codes):
    """What becomes of a contract at its term when nothing is signed."""

    CLOTURE = 0, "clôture"
    RECONDUCTION = 1, "tacite reconduction"


class IssueDeProrogation(Codes):
    """Whether a contract may be extended by an avenant of a day, or why not."""

    OUVERTE = 0
    SOUS_LA_CONVENTION = 1
    AVANT_L_ENTREE = 2
    AVANT_LE_TERME = 3
    APRES_LE_TERME = 4


class FinDeContrat(Codes):
    """What ended a contract."""

    AUCUNE = -1
    TERME = 0
    RESILIATION = 1, "résiliation"
    DEMENAGEMENT = 2, "déménagement"
    CHANGEMENT_DE_SPECIALITE = 3, "changement de spécialité"


class CalendrierDeVersement(Codes):
    """Calendars of payment."""

    CONVENTION_2024 = 0, "convention de 2024"
    REGLEMENT_ARBITRAL = 1, "règlement arbitral"
    TIERS_TEMPS = 2
    FORFAIT_STRUCTURE = 3, "forfait structure"


class FormeDeSociete(Codes):
    """Companies that may carry a collective contract."""

    SCP = 0
    SCM = 1
    SISA = 2
    SEL = 3
    AUTRE = 4


class Option(Codes):
    """Working time of the assistant that the contract subsidises."""

    INCONNUE = INCONNU
    UN_TIERS = 0, "un tiers de temps", "1/3"
    DEMI = 1, "mi-temps", "0.5"
    UN = 2, "temps plein", "1"
    UN_ET_DEMI = 3, "1,5 temps plein (second assistant)", "1.5"
    DEUX = 4, "2 temps pleins (second assistant)", "2"


class Patientele(Codes):
    """The two patientèles that the scheme counts."""

    PMT = 0, "médecin traitant (PMT)"
    PFA = 1, "file active (PFA)"


class Percentile(Codes):
    """Published points of the national distributions."""

    P30 = 0, "P30"
    P50 = 1, "P50"
    P90 = 2, "P90"
    P95 = 3, "P95"


class Rang(Codes):
    """Ranks that the rules name."""

    P30 = 0, "P30"
    P50 = 1, "P50"
    P70 = 2, "P70"
    P90 = 3, "P90"
    P94 = 4, "P94"
    P95 = 5, "P95"


class Tranche(Codes):
    """Bracket of a patientèle in the national distribution of its speciality."""

    INCONNUE = INCONNU
    SOUS_P30 = 0, "sous P30"
    P30_P50 = 1, "P30-P50"
    P50_P90 = 2, "P50-P90"
    P90_P95 = 3, "P90-P95"
    P95_PLUS = 4, "P95 et plus"


class ColonneDObjectif(Codes):
    """Columns of the table of additional patients."""

    PMT_GENERALISTES = 0, "médecin traitant, généralistes"
    PMT_PEDIATRES = 1, "médecin traitant, pédiatres"
    PFA = 2, "file active"


class PointDObjectif(Codes):
    """Rows of the table of additional patients: the plateau, both ends of the slope, the strong patientèles."""

    PLATEAU = 0, "plateau, avant P50"
    P50 = 1, "P50"
    P94 = 2, "P94"
    P95_PLUS = 3, "P95 et plus"


class Nature(Codes):
    """Kind of an objective."""

    AUGMENTATION = 0
    MAINTIEN = 1
    NIVEAU = 2
    A_CONVENIR = 3, "à convenir"
    SANS_OBJET = 4
    A_VENIR = 5, "à atteindre dans les deux ans"


class LigneDuBareme(Codes):
    """Rows of the table of amounts."""

    BASE = 0, "sous P90"
    P90_P94 = 1, "P90-P94"
    P95_PLUS = 2, "P95 et plus"


class Palier(Codes):
    """Columns of years of the table of amounts."""

    PREMIERE_ANNEE = 0, "première année"
    DEUXIEME_ANNEE = 1, "deuxième année"
    ANNEES_SUIVANTES = 2, "années suivantes"


class Annee(Codes):
    """Years of a contract that the rules name."""

    PREMIERE = 1
    DEUXIEME = 2
    TROISIEME = 3


class Etat(Codes):
    """State of an objective of augmentation at a constat."""

    ATTEINT = 0
    SANS_BAISSE = 1
    AVEC_BAISSE = 2


class EtatDeMaintien(Codes):
    """State of an objective of maintien at a constat."""

    STABLE_OU_EN_HAUSSE = 0
    BAISSE_TOLEREE = 1, "baisse tolérée"
    BAISSE_EXCESSIVE = 2


class Niveau(Codes):
    """Level reached by a newly installed doctor."""

    SOUS_P30 = 0, "sous P30"
    P30_P50 = 1, "P30-P50"
    P50_PLUS = 2, "P50 et plus"


class NatureDePart(Codes):
    """How an outcome turns into a share of the aid."""

    INTEGRALE = 0, "aide versée en entier"
    NULLE = 1, "aide non versée"
    MEILLEUR_TAUX = 2, "aide au meilleur des deux taux"
    MOINS_BON_TAUX = 3, "aide au moins bon des deux taux"
    A_DECIDER = 4, "part à décider"


class Motif(Codes):
    """Why a year is paid as it is: one code per outcome of the tables."""

    PERIODE_D_OBSERVATION = 0, "période d'observation"
    OBJECTIFS_ATTEINTS = 1
    UN_OBJECTIF_ATTEINT = 2
    PRORATA_MEILLEUR_TAUX = 3, "prorata du meilleur taux"
    BAISSE_DE_PATIENTELE = 4, "baisse de patientèle"
    OBJECTIF_ATTEINT = 5
    PRORATA_TAUX = 6, "prorata du taux"
    MAINTIENS_ATTEINTS = 7
    UN_MAINTIEN_ATTEINT = 8
    PRORATA_MAINTIENS = 9, "prorata, maintiens manqués"
    MAINTIEN_ATTEINT = 10
    PRORATA_MAINTIEN = 11, "prorata, maintien manqué"
    MIXTE_ATTEINT = 12, "objectifs mixtes atteints"
    MIXTE_SANS_BAISSE = 13, "objectifs mixtes, augmentation manquée sans baisse"
    MIXTE_MAINTIEN_MANQUE = 14, "objectifs mixtes, maintien manqué"
    MIXTE_AVEC_BAISSE = 15, "objectifs mixtes, baisse de la patientèle à augmenter"
    PRIMO_NIVEAU_ATTEINT = 16, "nouvel installé, niveau atteint"
    PRIMO_PRORATA_MEILLEUR_TAUX = 17, "nouvel installé, prorata du meilleur taux"
    PRIMO_UN_NIVEAU_ATTEINT = 18, "nouvel installé, un niveau atteint"
    PRIMO_PRORATA_TAUX = 19, "nouvel installé, prorata du taux"
    CIRCONSTANCES_EXCEPTIONNELLES = 20
    DECISION_DE_LA_CAISSE = 21, "décision de la caisse"
    CONSTAT_ATTENDU = 22
    OPTION_FERMEE = 23, "option fermée"
    DONNEE_INCONNUE = 24, "donnée inconnue"
    OBJECTIF_A_CONVENIR = 25, "objectif à convenir"
    OBJECTIF_MANQUE = 26, "objectif manqué (ancien contrat)"
    MODULATION_INCONNUE = 27, "modulation inconnue"
    SECOND_OBJECTIF_A_VENIR = 28, "second objectif pas encore jugé"


class Issue(Codes):
    """Outcome of an eligibility criterion: one code per answer."""

    SPECIALITE_ADMISE = 0
    SPECIALITE_EXCLUE = 1
    SPECIALITE_INCONNUE = 2
    PART_CLINIQUE_SUFFISANTE = 3
    PART_CLINIQUE_INSUFFISANTE = 4
    PART_CLINIQUE_INCONNUE = 5
    PART_CLINIQUE_A_VERIFIER = 6
    PART_CLINIQUE_DOUTEUSE = 7
    SECTEUR_1 = 8
    SECTEUR_2_OPTAM = 9
    SECTEUR_2_SANS_OPTAM = 10
    SECTEUR_3 = 11
    SECTEUR_INCONNU = 12
    ACTIVITE_SUFFISANTE = 13
    ACTIVITE_INSUFFISANTE = 14
    ACTIVITE_INCONNUE = 15
    DISPENSE_RQTH_ALD = 16
    DISPENSE_PRIMO_INSTALLE = 17
    OPTION_OUVERTE = 18
    OPTION_FERMEE = 19
    OPTION_INCONNUE = 20
    OPTION_SOUS_CONDITIONS = 21
    ZONE_ZIP = 22
    ZONE_HORS_ZIP = 23
    ZONE_INCONNUE = 24
    GENERALISTE = 25
    NON_GENERALISTE = 26
    GENERALISTE_INCONNU = 27
    CONTRAT_1_ETP = 28
    SANS_CONTRAT_1_ETP = 29
    CONTRAT_1_ETP_INCONNU = 30
    OBJECTIFS_PRECEDENTS_ATTEINTS = 31
    OBJECTIFS_PRECEDENTS_MANQUES = 32
    OBJECTIFS_PRECEDENTS_INCONNUS = 33
    TROISIEME_ANNEE = 34
    AVANT_TROISIEME_ANNEE = 35
    ANNEE_DE_PASSAGE_INCONNUE = 36
    ACTIVITE_MIXTE = 37
    CABINET_DISTINCT = 38
    SPECIALITE_SOUS_DENSE = 39
    SPECIALITE_HORS_LISTE = 40
    SPECIALITE_SELON_LE_DEPARTEMENT = 41
    DISPENSE_MOINS_DE_16_ANS = 42
    OPTION_PAS_ENCORE_OUVERTE = 43
    REGROUPE = 44
    REGROUPEMENT_DISPENSE_DE_ZONE = 45
    REGROUPEMENT_ZONE_A_CONFIRMER = 46
    REGROUPEMENT_PAR_COORDINATION = 47
    NON_REGROUPE = 48
    REGROUPEMENT_INCONNU = 49
    COORDONNE = 50
    COORDINATION_A_REJOINDRE = 51
    COORDINATION_INCONNUE = 52
    TEMPS_PLEIN_OUVERT = 53
    TEMPS_PLEIN_FERME = 54
    TEMPS_PLEIN_SOUS_P50 = 55
    TEMPS_PLEIN_A_CONFIRMER = 56
    SPECIALITE_RAPPORTEE = 57
    SPECIALITE_LISTE_NON_LUE = 58


class Statut(Codes):
    """Status of a criterion."""

    REMPLI = 0
    A_CONFIRMER = 1, "à confirmer"
    NON_REMPLI = 2, "non rempli"


class StatutDEligibilite(Mots):
    """What the criteria say together."""

    ELIGIBLE = "eligible", "éligible"
    A_CONFIRMER = "a_confirmer", "à confirmer"
    NON_ELIGIBLE = "non_eligible", "non éligible"


DEPARTEMENTS_CONNUS: Final = (
    *("18", "28", "36", "37", "41", "45"),
    *("08", "09", "10", "15", "43", "46", "48", "53", "88", "89", "91"),
)
"""Departments whose list of open specialities was read (avenants 7 to 9)."""

CODES_D_OPTION: Final = tuple(str(option.code) for option in Option if option >= 0)
CODES_DE_SECTEUR: Final = tuple(str(secteur.code) for secteur in Secteur if secteur >= 0)


def axes(specialites: tuple[str, ...]) -> Axes:
    """Return the codes of every axis that a table of the law may use."""
    return {
        "specialite": Axe(specialites),
        "famille": axe(Famille),
        "situation_de_la_specialite": axe(SituationDeLaSpecialite),
        "patientele": axe(Patientele),
        "percentile": axe(Percentile),
        "rang": axe(Rang),
        "colonne_d_objectif": axe(ColonneDObjectif),
        "point_d_objectif": axe(PointDObjectif),
        "option_etp": axe(Option),
        "ligne_du_bareme": axe(LigneDuBareme),
        "palier": axe(Palier),
        "etat": axe(Etat),
        "etat_de_maintien": axe(EtatDeMaintien),
        "niveau": axe(Niveau),
        "motif": axe(Motif),
        "nature_de_part": axe(NatureDePart),
        "issue": axe(Issue),
        "departement": Axe(DEPARTEMENTS_CONNUS),
        "famille_de_regime": axe(FamilleDeRegime),
        "oui_non": axe(OuiNon),
        "ouverture": axe(Ouverture),
        "ouverture_du_temps_plein": axe(OuvertureDuTempsPlein),
        "mode_d_exercice": axe(ModeDExercice),
        "forme_de_societe": axe(FormeDeSociete),
        "zone": axe(Zone),
        "patientele_comptee": axe(PatienteleComptee),
        "formule_d_objectif": axe(FormuleDObjectif),
        "tranche_de_taux": axe(TrancheDeTaux),
        "calendrier_de_versement": axe(CalendrierDeVersement),
        "statut": axe(Statut),
    }
