"""Dates that change a doctor's situation; days are integers (ordinal of the civil calendar)."""

from __future__ import annotations

from binome.droit.bareme import Bareme
from binome.droit.codes import FinDeContrat, IssueDeProrogation, Reponse, SuiteAuTerme
from binome.droit.faits import Jours
from binome.droit.lectures import (
    Age65,
    Anniversaire29Fevrier,
    BaseRecuperation,
    EffetAvenantObjectif,
    EffetAvenantOption,
    FinContratAncien,
    Lectures,
    PointDepart,
    RevalorisationJourJ,
    Suspension,
)
from binome.moteur.primitives import INCONNU, part_de
from binome.moteur.trace import regle
from binome.moteur.unites import Centimes, Jour


@regle("guide-occitanie §IV.2", "B")
def a_65_ans(jour: Jour, anniversaire: Jour, lectures: Lectures) -> Reponse:
    """Le médecin a-t-il 65 ans ce jour ? (présumé moins de 65 ans quand la date de naissance manque)"""
    if anniversaire == INCONNU:
        return Reponse.NON
    if jour > anniversaire or (jour == anniversaire and lectures.age_65 == Age65.DES_65_ANS):
        return Reponse.OUI
    return Reponse.NON


@regle("guide-occitanie §III.3", "B")
def garde_l_ancien_montant(anniversaire: Jour, entree_en_vigueur: Jour, lectures: Lectures) -> bool:
    """L'anniversaire d'un ancien contrat le jour même de l'entrée en vigueur garde-t-il l'ancien montant ?"""
    ancien = lectures.revalorisation_jour_j == RevalorisationJourJ.ANCIEN_MONTANT
    return ancien and anniversaire == entree_en_vigueur


@regle("guide-occitanie §III.3", "B")
def jour_des_nombres_d_un_ancien(anniversaire: Jour, entree: Jour, publication: Jour, lectures: Lectures) -> Jour:
    """Le jour dont un ancien contrat prend les nombres : il rejoint la convention à l'anniversaire qui la suit."""
    if anniversaire < entree:
        return anniversaire
    if garde_l_ancien_montant(anniversaire, entree, lectures):
        return min(entree, publication) - 1
    return max(anniversaire, publication)


@regle("guide-occitanie §III", "B")
def duree_en_annees(prorogations: int, ancien: bool, bareme: Bareme, lectures: Lectures) -> int:
    """La durée d'un contrat ; un ancien dure autant à chaque prorogation (ou à la reconduction, par lecture)."""
    if not ancien:
        return bareme.duree_du_contrat
    periodes = 1 + prorogations
    if prorogations == 0 and lectures.fin_contrat_ancien == FinContratAncien.RECONDUCTION:
        periodes += 1
    return bareme.duree_du_contrat * periodes


@regle("guide-occitanie §III", "B")
def derniere_annee_possible(prorogations: int, suivies: int, bareme: Bareme, lectures: Lectures) -> int:
    """La dernière année qui puisse avoir un constat : après les prorogations, ou toutes celles suivies si reconduit."""
    if lectures.fin_contrat_ancien == FinContratAncien.RECONDUCTION:
        return bareme.duree_du_contrat * (1 + suivies)
    return bareme.duree_du_contrat * (1 + prorogations)


@regle("guide-occitanie §III", "B")
def duree_sans_reconduction(prorogations: int, bareme: Bareme) -> int:
    """La durée d'un contrat et de ses prorogations : son terme est là, qu'il soit reconduit ensuite ou non."""
    return bareme.duree_du_contrat * (1 + prorogations)


@regle("guide-occitanie §III", "B")
def suite_au_terme(ancien: bool, lectures: Lectures) -> SuiteAuTerme:
    """Au terme, un contrat de 2024 se reconduit tacitement ; un ancien est clos, ou reconduit selon la lecture."""
    if ancien and lectures.fin_contrat_ancien == FinContratAncien.CLOTURE_SAUF_PROROGATION:
        return SuiteAuTerme.CLOTURE
    return SuiteAuTerme.RECONDUCTION


@regle("guide-occitanie §III", "B")
def prorogation(ancien: bool, jour: Jour, entree_en_vigueur: Jour, terme: Jour) -> IssueDeProrogation:
    """Un ancien contrat se proroge depuis la convention de 2024, au jour de son terme ; un contrat de 2024, jamais."""
    if not ancien:
        return IssueDeProrogation.SOUS_LA_CONVENTION
    if jour < entree_en_vigueur:
        return IssueDeProrogation.AVANT_L_ENTREE
    if jour < terme:
        return IssueDeProrogation.AVANT_LE_TERME
    if jour > terme:
        return IssueDeProrogation.APRES_LE_TERME
    return IssueDeProrogation.OUVERTE


@regle("assistants-medicaux-org §dérogations", "C")
def suit_un_nouvel_installe(fin: FinDeContrat) -> bool:
    """Après un déménagement ou un changement de spécialité, le nouveau contrat est celui d'un nouvel installé."""
    return fin == FinDeContrat.DEMENAGEMENT or fin == FinDeContrat.CHANGEMENT_DE_SPECIALITE


@regle("guide-occitanie §III", "B")
def ouvre_une_carence(fin: FinDeContrat) -> bool:
    """Selon son motif, une résiliation peut fermer tout nouveau contrat pendant deux ans ; aucune autre fin."""
    return fin == FinDeContrat.RESILIATION


@regle("depliant-centre §mode d'exercice", "B")
def depart_de_la_coordination(signature: Jour, embauche: Jour, lectures: Lectures) -> Jour:
    """Le jour d'où court le délai pour rejoindre un exercice coordonné."""
    if lectures.depart_exercice_coordonne == PointDepart.EMBAUCHE:
        return embauche
    return signature


@regle("guide-occitanie §IV.2", "B")
def installation_recente(signature: Jour, installation: Jour, un_an_avant: Jour) -> bool:
    """La première installation dans le département date-t-elle de 12 mois au plus à la signature ?"""
    return un_an_avant <= installation <= signature


@regle("guide-occitanie §III", "B")
def a_recuperer(verse_dans_l_annee: Centimes, verse_en_tout: Centimes, jours: Jours, lectures: Lectures) -> Centimes:
    """À la résiliation, la part du temps qui restait à courir, en centimes : de l'année en cours, ou du contrat."""
    if lectures.base_recuperation == BaseRecuperation.CONTRAT_ENTIER:
        return part_non_servie(verse_en_tout, jours.restants_du_contrat, jours.du_contrat)
    return part_non_servie(verse_dans_l_annee, jours.restants_de_l_annee, jours.de_l_annee)


@regle("guide-occitanie §III", "B")
def part_non_servie(verse: Centimes, restants: int, servis_et_restants: int) -> Centimes:
    """La part d'une somme pour les jours qui restaient ; toute la somme quand aucun jour n'a été servi."""
    if restants == servis_et_restants:
        return verse
    return part_de(verse, (restants, servis_et_restants))


@regle("assistants-medicaux-org §dérogations", "C")
def absence_suspend(limite: Jour, retour: Jour) -> bool:
    """Une absence de l'assistant sans remplacement suspend le contrat si elle dépasse la durée tolérée."""
    return retour > limite


@regle("assistants-medicaux-org §dérogations", "C")
def montant_apres_suspension(montant: Centimes, actifs: int, jours_de_l_annee: int, lectures: Lectures) -> Centimes:
    """Le montant d'une année suspendue : entier quand les dates se décalent, réduit au prorata sinon."""
    if lectures.suspension == Suspension.PRORATA:
        return part_de(montant, (actifs, jours_de_l_annee))
    return montant


@regle("assistants-medicaux-org §dérogations", "C")
def attend_la_reprise(ouverture: int, suspension: int) -> bool:
    """Une somme qui s'ouvre dans un contrat suspendu attend la reprise, ou la fin ; rien n'est repris avant elles."""
    return ouverture > suspension


@regle("assistants-medicaux-org §dérogations", "C")
def jour_apres_suspension(jour: Jour, debut: Jour, fin: Jour, lectures: Lectures) -> Jour:
    """Une date du contrat après une suspension commencée avant elle : décalée d'autant, ou gardée, par lecture."""
    if lectures.suspension == Suspension.PRORATA or jour <= debut or fin <= debut:
        return jour
    return jour + fin - debut


@regle("etude-binome §4.5", "D")
def annee_d_effet_d_une_option(annee: int, lectures: Lectures) -> int:
    """L'année de contrat où un changement d'option prend effet."""
    if lectures.effet_avenant_option == EffetAvenantOption.ANNIVERSAIRE_SUIVANT:
        return annee + 1
    return annee


@regle("guide-occitanie §IV.2", "B")
def annee_d_effet_d_un_objectif(annee: int, lectures: Lectures) -> int:
    """L'année de contrat où un objectif révisé par avenant prend effet."""
    if lectures.effet_avenant_objectif == EffetAvenantObjectif.ANNIVERSAIRE_SUIVANT:
        return annee + 1
    return annee


@regle("code-procedure-civile §641", "D")
def reporte_au_1er_mars(lectures: Lectures) -> bool:
    """Un anniversaire du 29 février est-il reporté au 1er mars d'une année ordinaire ?"""
    return lectures.anniversaire_29_fevrier == Anniversaire29Fevrier.LE_1ER_MARS


@regle("guide-occitanie §I.2", "B")
def depart_de_la_formation(signature: Jour, embauche: Jour, lectures: Lectures) -> Jour:
    """Le jour d'où court le délai de formation de l'assistant."""
    if lectures.point_depart_cqp == PointDepart.EMBAUCHE:
        return embauche
    return signature


@regle("guide-occitanie §I.2", "B")
def depart_du_remplacement(signature: Jour, embauche: Jour, lectures: Lectures) -> Jour:
    """Le jour d'où court le délai de remplacement du secrétaire."""
    if lectures.depart_remplacement_secretaire == PointDepart.EMBAUCHE:
        return embauche
    return signature
