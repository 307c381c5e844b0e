"""What an avenant changes: the doctor as the rules see him, the objectives, never the bracket of the amount."""

from __future__ import annotations

from binome.droit.bareme import Bareme
from binome.droit.codes import Nature, Option, Reponse, Tranche
from binome.droit.engagement import engagement
from binome.droit.faits import Depart, Engagement, Medecin, Objectif
from binome.droit.lectures import Lectures, ReferenceSecondAssistant, SecondObjectifPrimo
from binome.droit.objectifs.regles import objectif_de
from binome.moteur.primitives import INCONNU
from binome.moteur.trace import regle


@regle("guide-occitanie §III", "B")
def depart_revise(ancien: Depart, revise: Depart) -> Depart:
    """La patientèle d'où part un objectif révisé : celle de l'avenant si elle est donnée, et l'objectif convenu."""
    patients = ancien.patients
    centiemes = ancien.centiemes
    if revise.patients != INCONNU:
        patients = revise.patients
        centiemes = revise.centiemes
    convenu = ancien.convenu
    if revise.convenu != INCONNU:
        convenu = revise.convenu
    return Depart(patients, centiemes, convenu, ancien.seuils)


@regle("guide-occitanie §III", "B")
def medecin_revise(medecin: Medecin, pmt: Depart, pfa: Depart) -> Medecin:
    """Le médecin après un avenant d'objectifs ou d'option."""
    return Medecin(
        medecin.famille,
        depart_revise(medecin.pmt, pmt),
        depart_revise(medecin.pfa, pfa),
        medecin.rqth_ou_ald,
        medecin.a_65_ans,
        medecin.installation_recente,
        medecin.part_liberale,
        medecin.conditions_propres,
    )


@regle("guide-occitanie §IV.2", "B")
def medecin_de_65_ans(medecin: Medecin, pmt: Depart, pfa: Depart) -> Medecin:
    """Le médecin après l'avenant de ses 65 ans : le maintien remplace ce qui avait été convenu."""
    return Medecin(
        medecin.famille,
        depart_revise(sans_accord(medecin.pmt), pmt),
        depart_revise(sans_accord(medecin.pfa), pfa),
        medecin.rqth_ou_ald,
        Reponse.OUI,
        medecin.installation_recente,
        medecin.part_liberale,
        medecin.conditions_propres,
    )


@regle("guide-occitanie §IV.2", "B")
def sans_accord(depart: Depart) -> Depart:
    """Une patientèle dont l'objectif n'est plus celui qui avait été convenu."""
    return Depart(depart.patients, depart.centiemes, INCONNU, depart.seuils)


@regle("guide-occitanie §IV.2", "B")
def medecin_apres_le_niveau(medecin: Medecin, pmt: Depart, pfa: Depart) -> Medecin:
    """L'ancien nouvel installé : son second objectif est celui de l'avenant, à convenir sans lui, jamais calculé."""
    return Medecin(
        medecin.famille,
        Depart(pmt.patients, pmt.centiemes, pmt.convenu, medecin.pmt.seuils),
        Depart(pfa.patients, pfa.centiemes, pfa.convenu, medecin.pfa.seuils),
        Reponse.OUI,
        medecin.a_65_ans,
        False,
        medecin.part_liberale,
        False,
    )


@regle("etude-binome §4.4", "D")
def medecin_au_second_assistant(medecin: Medecin, pmt: Depart, pfa: Depart, lectures: Lectures) -> Medecin:
    """Le médecin qui passe à 1,5 ou 2 ETP : l'objectif part de la patientèle du jour, ou de celle du contrat."""
    if lectures.reference_second_assistant == ReferenceSecondAssistant.INITIALE:
        return medecin
    return Medecin(
        medecin.famille,
        Depart(pmt.patients, pmt.centiemes, medecin.pmt.convenu, medecin.pmt.seuils),
        Depart(pfa.patients, pfa.centiemes, medecin.pfa.convenu, medecin.pfa.seuils),
        medecin.rqth_ou_ald,
        medecin.a_65_ans,
        medecin.installation_recente,
        medecin.part_liberale,
        medecin.conditions_propres,
    )


@regle("guide-occitanie §III.4", "B")
def engagement_revise(
    medecin: Medecin, option: Option, tranche_montant: Tranche, bareme: Bareme, lectures: Lectures
) -> Engagement:
    """Les objectifs fixés par un avenant ; la tranche du montant reste celle de la signature."""
    nouveau = engagement(medecin, option, bareme, lectures)
    return Engagement(
        nouveau.suit_la_pmt,
        nouveau.tranche_pmt,
        nouveau.tranche_pfa,
        tranche_montant,
        nouveau.primo,
        nouveau.pmt,
        nouveau.pfa,
        nouveau.a_65_ans,
        nouveau.p30_pmt,
        nouveau.p30_pfa,
        nouveau.modulation,
    )


@regle("guide-occitanie §IV.2", "B")
def second_objectif_juge(annee: int, avenant: int, bareme: Bareme, lectures: Lectures) -> bool:
    """Le second objectif d'un nouvel installé, à atteindre dans les deux ans, se juge-t-il cette année ?"""
    if lectures.second_objectif_primo == SecondObjectifPrimo.CHAQUE_ANNEE:
        return annee > avenant
    return annee >= avenant + bareme.annees_du_second_objectif


@regle("guide-occitanie §IV.2", "B")
def engagement_au_second_objectif(
    revise: Engagement, annee: int, avenant: int, bareme: Bareme, lectures: Lectures
) -> Engagement:
    """Après l'avenant du second objectif : le niveau P50 l'année même, puis l'objectif, dû ou à venir."""
    if avenant == INCONNU or annee == avenant or second_objectif_juge(annee, avenant, bareme, lectures):
        return revise
    return Engagement(
        revise.suit_la_pmt,
        revise.tranche_pmt,
        revise.tranche_pfa,
        revise.tranche_montant,
        revise.primo,
        pas_encore_du(revise.pmt),
        pas_encore_du(revise.pfa),
        revise.a_65_ans,
        revise.p30_pmt,
        revise.p30_pfa,
        revise.modulation,
    )


@regle("guide-occitanie §IV.2", "B")
def pas_encore_du(objectif: Objectif) -> Objectif:
    """Un objectif fixé, qui n'est pas encore dû."""
    if objectif.nature == Nature.SANS_OBJET:
        return objectif
    return Objectif(Nature.A_VENIR, objectif.patients, objectif.reference, objectif.cible, objectif.estime)


@regle("guide-occitanie §IV.2", "B")
def engagement_apres_le_niveau(initial: Engagement, annee: int, bareme: Bareme) -> Engagement:
    """Passé le délai du niveau P50, l'objectif suivant d'un nouvel installé est à fixer par avenant."""
    if initial.primo != Reponse.OUI or annee <= bareme.annees_du_niveau_primo:
        return initial
    return Engagement(
        initial.suit_la_pmt,
        initial.tranche_pmt,
        initial.tranche_pfa,
        initial.tranche_montant,
        initial.primo,
        a_fixer(initial.pmt),
        a_fixer(initial.pfa),
        initial.a_65_ans,
        initial.p30_pmt,
        initial.p30_pfa,
        initial.modulation,
    )


@regle("guide-occitanie §IV.2", "B")
def a_fixer(objectif: Objectif) -> Objectif:
    """Un niveau dont le délai est passé laisse un objectif à convenir."""
    if objectif.nature != Nature.NIVEAU:
        return objectif
    return objectif_de(objectif.reference, INCONNU, False)
