"""What a contract year is worth: the rules of the themes, in the order that the texts give."""

from __future__ import annotations

from binome.droit.atteinte.regles import (
    avec_circonstances,
    en_observation,
    motif_cumulatif,
    motif_d_un_objectif,
    motif_de_deux_objectifs,
    part_versee,
    taux_d_atteinte,
)
from binome.droit.bareme import Bareme
from binome.droit.codes import Modulation, Motif, Nature, Tranche
from binome.droit.faits import Bilan, Constat, Engagement, Objectif, Resultat
from binome.droit.lectures import Lectures
from binome.moteur.primitives import NUL, TAUX_INCONNU
from binome.moteur.trace import regle


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
