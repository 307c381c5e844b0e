"""What a contract year is worth: the rules of the themes, in the order that the texts give."""

from __future__ import annotations

from binome.droit.atteinte.regles import (
    avec_circonstances,
    en_observation,
    etat_d_augmentation,
    etat_d_augmentation_mixte,
    etat_de_maintien,
    motif_cumulatif,
    motif_d_un_objectif,
    motif_de_deux_objectifs,
    niveau_atteint,
    part_versee,
    taux_d_atteinte,
)
from binome.droit.bareme import Bareme
from binome.droit.codes import (
    Etat,
    EtatDeMaintien,
    FamilleDeRegime,
    Modulation,
    Motif,
    Nature,
    Niveau,
    Option,
    Reponse,
    Tranche,
)
from binome.droit.faits import AnneeDeContrat, Bilan, Constat, Engagement, Resultat, Suivi
from binome.droit.lectures import Lectures
from binome.droit.montant.regles import montant_maximal, palier
from binome.droit.versement.regles import (
    acompte,
    calendrier_de_l_annee,
    en_une_fois,
    montant_du,
    part_du_premier_versement,
    solde,
)
from binome.moteur.primitives import ABSENT, ENTIER, INCONNU, NUL, SANS_OBJET, TAUX_INCONNU
from binome.moteur.trace import regle
from binome.moteur.unites import Centimes, Euros


@regle("guide-occitanie §III.2", "B")
def annee_de_contrat(
    annee: int,
    regime: FamilleDeRegime,
    option: Option,
    engagement: Engagement,
    constat: Constat,
    bareme: Bareme,
    lectures: Lectures,
) -> AnneeDeContrat:
    """Une année de contrat : son maximum, son acompte, son bilan, la somme due et le solde."""
    maximal = montant_maximal(option, annee, engagement.tranche_montant, bareme, lectures)
    if maximal == SANS_OBJET:
        return AnneeDeContrat(maximal, sans_part(Motif.OPTION_FERMEE), ABSENT, ABSENT, ABSENT)
    bilan = sans_part(Motif.CONSTAT_ATTENDU)
    if constat.present or motif_sans_condition(annee, engagement, bareme) != Motif.CONSTAT_ATTENDU:
        bilan = bilan_de_l_annee(annee, engagement, constat, bareme, lectures)
    if maximal == INCONNU:
        return AnneeDeContrat(maximal, bilan, ABSENT, ABSENT, ABSENT)
    avance = acompte_de_l_annee(annee, regime, option, maximal, bareme)
    part = bilan.resultat.part
    if part[0] == INCONNU:
        return AnneeDeContrat(maximal, bilan, avance, ABSENT, ABSENT)
    du = montant_du(maximal, part)
    reste = ABSENT
    if avance != ABSENT:
        reste = solde(du, avance, lectures)
    return AnneeDeContrat(maximal, bilan, avance, du, reste)


@regle("guide-occitanie §III.2", "B")
def acompte_de_l_annee(annee: int, regime: FamilleDeRegime, option: Option, maximal: Euros, bareme: Bareme) -> Centimes:
    """L'acompte d'une année, en centimes ; absent quand elle est versée en une fois."""
    premiere_part = part_du_premier_versement(calendrier_de_l_annee(regime, option, bareme), palier(annee), bareme)
    if en_une_fois(premiere_part):
        return ABSENT
    return acompte(maximal, premiere_part)


@regle("guide-occitanie §IV.1", "B")
def motif_sans_condition(annee: int, engagement: Engagement, bareme: Bareme) -> Motif:
    """Pourquoi l'année est versée quel que soit le résultat ; sinon, son constat est attendu."""
    if en_observation(annee, bareme):
        return Motif.PERIODE_D_OBSERVATION
    if engagement.pfa.nature == Nature.A_VENIR:
        return Motif.SECOND_OBJECTIF_A_VENIR
    return Motif.CONSTAT_ATTENDU


@regle("guide-occitanie §IV", "B")
def sans_part(motif: Motif) -> Bilan:
    """Une année dont la part n'est pas connue, et pourquoi."""
    return Bilan(TAUX_INCONNU, TAUX_INCONNU, Resultat(motif, TAUX_INCONNU))


@regle("guide-occitanie §IV", "B")
def mesurable(suivi: Suivi) -> bool:
    """L'objectif et le constat sont-ils connus ?"""
    objectif = suivi.objectif
    if objectif.nature == Nature.SANS_OBJET:
        return True
    if objectif.nature == Nature.A_CONVENIR or objectif.nature == Nature.A_VENIR:
        return False
    return min(objectif.cible, suivi.constate) >= 0


@regle("ameli-simulateur §conditions", "A")
def objectif_atteint(suivi: Suivi, autre: Suivi, a_65_ans: Reponse, bareme: Bareme, lectures: Lectures) -> Reponse:
    """Un objectif est-il atteint au constat ? Avec les tolérances du tableau qui décide de la part versée."""
    nature = suivi.objectif.nature
    if nature == Nature.SANS_OBJET:
        return Reponse.OUI
    if not mesurable(suivi):
        return Reponse.INCONNUE
    if nature == Nature.NIVEAU:
        return oui_ou_non(niveau_atteint(suivi) == Niveau.P50_PLUS)
    if nature == Nature.MAINTIEN:
        etat = etat_de_maintien(suivi, a_65_ans, bareme, lectures)
        return oui_ou_non(etat != EtatDeMaintien.BAISSE_EXCESSIVE)
    if autre.objectif.nature == Nature.MAINTIEN:
        return oui_ou_non(etat_d_augmentation_mixte(suivi, bareme, lectures) == Etat.ATTEINT)
    return oui_ou_non(etat_d_augmentation(suivi, bareme, lectures) == Etat.ATTEINT)


@regle("ameli-simulateur §conditions", "A")
def oui_ou_non(vrai: bool) -> Reponse:
    """Une réponse connue."""
    if vrai:
        return Reponse.OUI
    return Reponse.NON


@regle("guide-occitanie §IV.1", "B")
def bilan_de_l_annee(annee: int, engagement: Engagement, constat: Constat, bareme: Bareme, lectures: Lectures) -> Bilan:
    """La part de l'aide due pour une année, au vu du constat."""
    pmt = Suivi(engagement.pmt, constat.pmt, engagement.p30_pmt)
    pfa = Suivi(engagement.pfa, constat.pfa, engagement.p30_pfa)
    sans_condition = motif_sans_condition(annee, engagement, bareme)
    if not (mesurable(pmt) and mesurable(pfa)):
        inconnu = Resultat(Motif.DONNEE_INCONNUE, TAUX_INCONNU)
        if sans_condition != Motif.CONSTAT_ATTENDU:
            inconnu = Resultat(sans_condition, ENTIER)
        elif pmt.objectif.nature == Nature.A_CONVENIR or pfa.objectif.nature == Nature.A_CONVENIR:
            inconnu = Resultat(Motif.OBJECTIF_A_CONVENIR, TAUX_INCONNU)
        return Bilan(TAUX_INCONNU, TAUX_INCONNU, inconnu)
    taux_pmt = NUL
    if engagement.suit_la_pmt:
        taux_pmt = taux_d_atteinte(pmt, lectures)
    taux_pfa = taux_d_atteinte(pfa, lectures)
    if sans_condition != Motif.CONSTAT_ATTENDU:
        return Bilan(taux_pmt, taux_pfa, Resultat(sans_condition, ENTIER))
    motif = motif_de_l_annee(engagement, pmt, pfa, bareme, lectures)
    if motif == Motif.MODULATION_INCONNUE:
        return Bilan(taux_pmt, taux_pfa, Resultat(motif, TAUX_INCONNU))
    part = part_versee(motif, taux_pmt, taux_pfa, engagement.suit_la_pmt, bareme, lectures)
    resultat = avec_circonstances(motif, part, constat.exceptionnelles, constat.part_decidee)
    return Bilan(taux_pmt, taux_pfa, resultat)


@regle("guide-occitanie §IV", "B")
def motif_de_l_annee(engagement: Engagement, pmt: Suivi, pfa: Suivi, bareme: Bareme, lectures: Lectures) -> Motif:
    """L'issue de l'année, dans le tableau qui s'applique au médecin."""
    if engagement.modulation == Modulation.INCONNUE:
        return Motif.MODULATION_INCONNUE
    if engagement.modulation == Modulation.CUMULATIVE:
        return motif_cumulatif(pmt, pfa)
    if not engagement.suit_la_pmt:
        return motif_d_un_objectif(pfa, engagement.a_65_ans, bareme, lectures)
    return motif_de_deux_objectifs(pmt, pfa, engagement.a_65_ans, forte_patientele(engagement), bareme, lectures)


@regle("guide-occitanie §IV", "B")
def forte_patientele(engagement: Engagement) -> bool:
    """L'une des deux patientèles est-elle dans la dernière tranche ? Elle change de tableau."""
    return engagement.tranche_pmt == Tranche.P95_PLUS or engagement.tranche_pfa == Tranche.P95_PLUS
