"""From a constat to the share of the aid that is paid."""

from __future__ import annotations

from binome.droit.bareme import Bareme
from binome.droit.codes import Etat, EtatDeMaintien, Modulation, Motif, Nature, NatureDePart, Niveau, OuiNon, Reponse
from binome.droit.faits import Resultat, Suivi
from binome.droit.lectures import (
    AugmentationMixte,
    BaisseToleree,
    Lectures,
    ModulationAvant2024,
    P95DeuxAugmentations,
    PrimoMeilleurTaux,
    SeuilAtteinte,
    TauxAtteinte,
    Tolerance65,
    ToleranceAugmentation,
    ToleranceMixte65,
)
from binome.moteur.primitives import (
    ENTIER,
    INCONNU,
    TAUX_INCONNU,
    Taux,
    au_moins,
    choix,
    depasse,
    en_pourcents,
    plafonne,
    plus_grand,
)
from binome.moteur.trace import regle


@regle("guide-occitanie §IV.1", "B")
def en_observation(annee: int, bareme: Bareme) -> bool:
    """Les premières années sont payées quel que soit le résultat."""
    return annee <= bareme.annees_d_observation


@regle("etude-binome §modulation avant 2024", "D")
def modulation(bareme: Bareme, lectures: Lectures) -> Modulation:
    """La règle qui passe du constat à la part, fixée à la signature : les tableaux, ou une lecture avant 2024."""
    if bareme.modulation_publiee == OuiNon.OUI:
        return Modulation.TABLEAUX
    if lectures.modulation_avant_2024 == ModulationAvant2024.CUMULATIVE:
        return Modulation.CUMULATIVE
    if lectures.modulation_avant_2024 == ModulationAvant2024.INCONNUE:
        return Modulation.INCONNUE
    return Modulation.TABLEAUX


@regle("csmf-lettre-1006 §contrat de 2020", "C")
def motif_cumulatif(pmt: Suivi, pfa: Suivi) -> Motif:
    """Ancien contrat lu comme cumulatif : tous les objectifs, entiers, ou rien."""
    if pfa.constate < pfa.objectif.cible:
        return Motif.OBJECTIF_MANQUE
    if pmt.objectif.nature == Nature.SANS_OBJET:
        return Motif.OBJECTIF_ATTEINT
    if pmt.constate < pmt.objectif.cible:
        return Motif.OBJECTIF_MANQUE
    return Motif.OBJECTIFS_ATTEINTS


@regle("etude-binome §6.2", "D")
def taux_d_atteinte(suivi: Suivi, lectures: Lectures) -> Taux:
    """Le taux d'atteinte d'un objectif : sur les patients supplémentaires, ou sur le total ; jamais négatif."""
    objectif, constate = suivi.objectif, suivi.constate
    if objectif.nature == Nature.MAINTIEN:
        if objectif.reference <= 0:
            return ENTIER
        return (constate, objectif.reference)
    if objectif.nature == Nature.NIVEAU or lectures.taux_atteinte == TauxAtteinte.TOTAL:
        return (constate, max(objectif.cible, 1))
    return (max(constate - objectif.reference, 0), objectif.patients)


@regle("guide-occitanie §IV.1", "B")
def atteint(taux: Taux, seuil: Taux, strictement: bool, lectures: Lectures) -> bool:
    """Le taux atteint-il le seuil ? Sur le taux exact, ou en pour-cent entiers."""
    if lectures.seuil_atteinte == SeuilAtteinte.POURCENT_ENTIER:
        taux = en_pourcents(taux)
    if strictement:
        return depasse(taux, seuil)
    return au_moins(taux, seuil)


@regle("guide-occitanie §IV.1", "B")
def en_baisse(suivi: Suivi, bareme: Bareme, lectures: Lectures) -> bool:
    """La patientèle a-t-elle baissé par rapport à la patientèle initiale ?"""
    if lectures.baisse_toleree == BaisseToleree.AU_DELA_DE_5_POINTS:
        return not au_moins((suivi.constate, max(suivi.objectif.reference, 1)), bareme.seuil_de_maintien)
    return suivi.constate < suivi.objectif.reference


@regle("guide-occitanie §IV.1", "B")
def etat_d_augmentation(suivi: Suivi, bareme: Bareme, lectures: Lectures) -> Etat:
    """Une augmentation dans le régime ordinaire : atteinte, manquée sans baisse, manquée avec baisse."""
    taux = taux_d_atteinte(suivi, lectures)
    seuil = bareme.seuil_d_augmentation
    if lectures.tolerance_augmentation == ToleranceAugmentation.NON:
        seuil = ENTIER
    if atteint(taux, seuil, False, lectures):
        return Etat.ATTEINT
    if en_baisse(suivi, bareme, lectures):
        return Etat.AVEC_BAISSE
    return Etat.SANS_BAISSE


@regle("guide-occitanie §IV.2 ill. 6.2", "B")
def etat_d_augmentation_mixte(suivi: Suivi, bareme: Bareme, lectures: Lectures) -> Etat:
    """Une augmentation du tableau mixte : sans tolérance, et toute diminution est une baisse."""
    taux = taux_d_atteinte(suivi, lectures)
    seuil = ENTIER
    if lectures.augmentation_mixte == AugmentationMixte.CINQ:
        seuil = bareme.seuil_d_augmentation
    if atteint(taux, seuil, False, lectures):
        return Etat.ATTEINT
    if suivi.constate < suivi.objectif.reference:
        return Etat.AVEC_BAISSE
    return Etat.SANS_BAISSE


@regle("guide-occitanie §IV.2", "B")
def etat_de_maintien(suivi: Suivi, a_65_ans: Reponse, bareme: Bareme, lectures: Lectures) -> EtatDeMaintien:
    """Un maintien : tenu, en baisse tolérée (5 points, 10 à partir de 65 ans), ou manqué."""
    if suivi.objectif.nature == Nature.MAINTIEN and suivi.constate >= suivi.objectif.reference:
        return EtatDeMaintien.STABLE_OU_EN_HAUSSE
    taux = taux_d_atteinte(suivi, lectures)
    seuil = bareme.seuil_de_maintien
    strictement = False
    if a_65_ans == Reponse.OUI:
        seuil = bareme.seuil_de_maintien_65
        strictement = lectures.tolerance_65 == Tolerance65.STRICT
    if atteint(taux, seuil, strictement, lectures):
        return EtatDeMaintien.BAISSE_TOLEREE
    return EtatDeMaintien.BAISSE_EXCESSIVE


@regle("guide-occitanie §IV.2 ill. 7", "B")
def niveau_atteint(suivi: Suivi) -> Niveau:
    """Le niveau d'un nouvel installé au constat."""
    if suivi.constate >= suivi.objectif.cible:
        return Niveau.P50_PLUS
    if suivi.constate >= suivi.p30:
        return Niveau.P30_P50
    return Niveau.SOUS_P30


@regle("guide-occitanie §IV.1 ill. 5.1", "B")
def motif_de_deux_augmentations(
    pmt: Suivi, pfa: Suivi, forte_patientele: bool, bareme: Bareme, lectures: Lectures
) -> Motif:
    """Deux augmentations : le tableau ordinaire, ou celui des maintiens pour une forte patientèle selon la lecture."""
    if forte_patientele and lectures.p95_deux_augmentations == P95DeuxAugmentations.MAINTIEN:
        etat_pmt = etat_de_maintien(pmt, Reponse.NON, bareme, lectures)
        etat_pfa = etat_de_maintien(pfa, Reponse.NON, bareme, lectures)
        return choix(choix(bareme.issue_de_deux_maintiens, etat_pmt), etat_pfa)
    pmt_ordinaire = etat_d_augmentation(pmt, bareme, lectures)
    pfa_ordinaire = etat_d_augmentation(pfa, bareme, lectures)
    return choix(choix(bareme.issue_de_deux_augmentations, pmt_ordinaire), pfa_ordinaire)


@regle("guide-occitanie §IV.2 ill. 6.2", "B")
def motif_mixte(augmentation: Suivi, maintien: Suivi, a_65_ans: Reponse, bareme: Bareme, lectures: Lectures) -> Motif:
    """Une augmentation et un maintien : tout ou rien."""
    tolerance = a_65_ans
    if a_65_ans == Reponse.OUI and lectures.tolerance_mixte_65 == ToleranceMixte65.CINQ:
        tolerance = Reponse.NON
    etat = etat_d_augmentation_mixte(augmentation, bareme, lectures)
    etat_du_maintien = etat_de_maintien(maintien, tolerance, bareme, lectures)
    return choix(choix(bareme.issue_mixte, etat), etat_du_maintien)


@regle("guide-occitanie §IV.2 ill. 7", "B")
def motif_de_deux_niveaux(pmt: Suivi, pfa: Suivi, bareme: Bareme) -> Motif:
    """Nouvel installé suivi sur deux patientèles."""
    return choix(choix(bareme.issue_de_deux_niveaux, niveau_atteint(pmt)), niveau_atteint(pfa))


@regle("guide-occitanie §IV", "B")
def motif_de_deux_objectifs(
    pmt: Suivi, pfa: Suivi, a_65_ans: Reponse, forte_patientele: bool, bareme: Bareme, lectures: Lectures
) -> Motif:
    """Le tableau qui s'applique à deux objectifs, selon leur nature, et son issue."""
    nature_pmt, nature_pfa = pmt.objectif.nature, pfa.objectif.nature
    if nature_pmt == Nature.NIVEAU and nature_pfa == Nature.NIVEAU:
        return motif_de_deux_niveaux(pmt, pfa, bareme)
    if nature_pmt == Nature.MAINTIEN and nature_pfa == Nature.MAINTIEN:
        etat_pmt = etat_de_maintien(pmt, a_65_ans, bareme, lectures)
        etat_pfa = etat_de_maintien(pfa, a_65_ans, bareme, lectures)
        return choix(choix(bareme.issue_de_deux_maintiens, etat_pmt), etat_pfa)
    if nature_pfa == Nature.MAINTIEN:
        return motif_mixte(pmt, pfa, a_65_ans, bareme, lectures)
    if nature_pmt == Nature.MAINTIEN:
        return motif_mixte(pfa, pmt, a_65_ans, bareme, lectures)
    return motif_de_deux_augmentations(pmt, pfa, forte_patientele, bareme, lectures)


@regle("guide-occitanie §IV", "B")
def motif_d_un_objectif(pfa: Suivi, a_65_ans: Reponse, bareme: Bareme, lectures: Lectures) -> Motif:
    """Le tableau qui s'applique à la file active seule, et son issue."""
    if pfa.objectif.nature == Nature.NIVEAU:
        return choix(bareme.issue_d_un_niveau, niveau_atteint(pfa))
    if pfa.objectif.nature == Nature.MAINTIEN:
        return choix(bareme.issue_d_un_maintien, etat_de_maintien(pfa, a_65_ans, bareme, lectures))
    return choix(bareme.issue_d_une_augmentation, etat_d_augmentation(pfa, bareme, lectures))


@regle("guide-occitanie §IV.1 ill. 5.1", "B")
def part_versee(
    motif: Motif, taux_pmt: Taux, taux_pfa: Taux, suit_la_pmt: bool, bareme: Bareme, lectures: Lectures
) -> Taux:
    """La part de l'aide : entière, nulle, au prorata d'un taux plafonné à 100 %, ou à décider."""
    nature = choix(bareme.part_selon_le_motif, motif)
    if nature == NatureDePart.INTEGRALE:
        return ENTIER
    if nature == NatureDePart.NULLE:
        return (0, 1)
    if nature == NatureDePart.A_DECIDER:
        return TAUX_INCONNU
    moins_bon = nature == NatureDePart.MOINS_BON_TAUX
    if motif == Motif.PRIMO_UN_NIVEAU_ATTEINT and lectures.primo_meilleur_taux == PrimoMeilleurTaux.MOINS_BON:
        moins_bon = True
    if not moins_bon or not suit_la_pmt:
        return plafonne(plus_grand(taux_pmt, taux_pfa))
    if depasse(taux_pmt, taux_pfa):
        return plafonne(taux_pfa)
    return plafonne(taux_pmt)


@regle("guide-occitanie §IV.1 (astérisque des ill. 5.1 et 5.2)", "B")
def avec_circonstances(motif: Motif, part: Taux, exceptionnelles: Reponse, decidee: Taux) -> Resultat:
    """Les circonstances exceptionnelles de la CPN suspendent une part nulle à la décision de la caisse."""
    if exceptionnelles != Reponse.OUI or motif != Motif.BAISSE_DE_PATIENTELE:
        return Resultat(motif, part)
    if decidee[0] == INCONNU:
        return Resultat(Motif.CIRCONSTANCES_EXCEPTIONNELLES, TAUX_INCONNU)
    return Resultat(Motif.DECISION_DE_LA_CAISSE, decidee)
