"""The maximum amount of a contract year."""

from __future__ import annotations

from binome.droit.bareme import Bareme
from binome.droit.codes import Annee, LigneDuBareme, Option, Palier, Tranche
from binome.droit.lectures import Lectures, Options152P95, TrancheFigee, TrancheMontant
from binome.moteur.primitives import INCONNU, SANS_OBJET, choix
from binome.moteur.trace import regle
from binome.moteur.unites import Euros


@regle("guide-occitanie §III.1 ill. 2", "B")
def tranche_du_montant(
    pmt: Tranche, pfa: Tranche, plus_haute: Tranche, suit_la_pmt: bool, lectures: Lectures
) -> Tranche:
    """La tranche qui décide du montant, quand deux patientèles comptent."""
    if not suit_la_pmt or lectures.tranche_montant == TrancheMontant.PFA:
        return pfa
    if lectures.tranche_montant == TrancheMontant.PMT:
        return pmt
    if lectures.tranche_montant == TrancheMontant.MEILLEURE:
        return plus_haute
    if pmt < pfa:
        return pmt
    return pfa


@regle("guide-occitanie §III.1", "B")
def palier(annee: int) -> Palier:
    """La colonne d'années du barème : première, deuxième, suivantes."""
    if annee == Annee.PREMIERE:
        return Palier.PREMIERE_ANNEE
    if annee == Annee.DEUXIEME:
        return Palier.DEUXIEME_ANNEE
    return Palier.ANNEES_SUIVANTES


@regle("etude-binome §X24", "D")
def ligne_du_bareme(tranche: Tranche, annee: int) -> LigneDuBareme:
    """La ligne du barème : P90-P94 n'y est majorée qu'à partir de la 3e année."""
    if tranche == Tranche.P95_PLUS:
        return LigneDuBareme.P95_PLUS
    if tranche == Tranche.P90_P95 and annee >= Annee.TROISIEME:
        return LigneDuBareme.P90_P94
    return LigneDuBareme.BASE


@regle("guide-occitanie §III.1 ill. 2", "B")
def option_ouverte_dans_l_annee(option: Option, annee: int, ligne: LigneDuBareme, lectures: Lectures) -> bool:
    """Les options 1,5 et 2 ETP ne s'ouvrent qu'à partir de la 3e année."""
    if option <= Option.UN or annee >= Annee.TROISIEME:
        return True
    return ligne == LigneDuBareme.P95_PLUS and lectures.options_1_5_2_p95 == Options152P95.ANNEE_1


@regle("guide-occitanie §III.4", "B")
def la_tranche_suit_les_constats(annee: int, lectures: Lectures) -> bool:
    """La tranche qui décide du montant est figée à la signature, ou suit les constats à partir de la 3e année."""
    return annee >= Annee.TROISIEME and lectures.tranche_figee == TrancheFigee.ANNUELLE


@regle("ameli-juin-2024 §montants", "A")
def montant_maximal(option: Option, annee: int, tranche: Tranche, bareme: Bareme, lectures: Lectures) -> Euros:
    """Le montant maximal de l'année, en euros ; sans objet quand l'option n'y est pas ouverte."""
    if tranche == Tranche.INCONNUE:
        return INCONNU
    ligne = ligne_du_bareme(tranche, annee)
    if not option_ouverte_dans_l_annee(option, annee, ligne, lectures):
        return SANS_OBJET
    if option > Option.UN:
        return choix(choix(choix(bareme.montants_second_assistant, ligne), palier(annee)), option)
    return choix(choix(choix(bareme.montants, ligne), palier(annee)), option)
