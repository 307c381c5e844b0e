"""The option and the engagement of each contract year, avenants included."""

from __future__ import annotations

from binome.contrats.champs.valeurs import AvenantDObjectif, AvenantLu
from binome.contrats.dossier import Dossier, depart
from binome.contrats.mondes import options_possibles
from binome.droit.avenants import (
    engagement_apres_le_niveau,
    engagement_revise,
    medecin_apres_le_niveau,
    medecin_au_second_assistant,
    medecin_de_65_ans,
    medecin_revise,
)
from binome.droit.codes import Option, Reponse
from binome.droit.engagement import engagement
from binome.droit.faits import Depart, Engagement, Medecin


def engagement_initial(dossier: Dossier, medecin: Medecin, option: Option) -> Engagement:
    """Return the engagement at signature: that of 1 ETP when an avenant brings the second assistant later."""
    return engagement(medecin, _option_de_depart(dossier, option), dossier.bareme, dossier.lectures)


def engagement_a_la_signature(dossier: Dossier) -> Engagement:
    """Return what is known of the engagement at signature, unknown brackets left unknown."""
    return engagement_initial(dossier, dossier.medecin, options_possibles(dossier)[-1])


def engagements(
    dossier: Dossier, medecin: Medecin, option: Option, initial: Engagement
) -> dict[int, tuple[Option, Engagement]]:
    """Return the option and engagement of each contract year."""
    depart_du_contrat = (_option_de_depart(dossier, option), medecin)
    par_annee = {}
    for annee in range(1, dossier.duree + 1):
        courante, revise = _apres_les_avenants(dossier, medecin, option, initial, annee)
        engage = engagement_apres_le_niveau(initial, annee, dossier.bareme)
        if (courante, revise) != depart_du_contrat:
            engage = engagement_revise(revise, courante, initial.tranche_montant, dossier.bareme, dossier.lectures)
        par_annee[annee] = (courante, engage)
    return par_annee


def _option_de_depart(dossier: Dossier, option: Option) -> Option:
    return Option.UN if dossier.situation.avenant_second_assistant else option


def _apres_les_avenants(
    dossier: Dossier, medecin: Medecin, option: Option, initial: Engagement, annee: int
) -> tuple[Option, Medecin]:
    """Return the option and the doctor as the avenants of this year and those before leave them."""
    situation = dossier.situation
    second, primo = situation.avenant_second_assistant, situation.avenant_primo_installe
    courante, revise = _option_de_depart(dossier, option), medecin
    if primo and initial.primo == Reponse.OUI and annee >= primo.annee:
        revise = medecin_apres_le_niveau(revise, *_departs(primo))
    if second and annee >= second.annee:
        courante = option
        revise = medecin_au_second_assistant(revise, *_departs(second), dossier.lectures)
    for avenant in situation.avenants:
        if annee >= avenant.annee:
            courante = avenant.option_etp or courante
            regle = medecin_de_65_ans if avenant.nature == "65_ans" else medecin_revise
            revise = regle(revise, *_departs(avenant))
    return courante, revise


def _departs(avenant: AvenantLu | AvenantDObjectif) -> tuple[Depart, Depart]:
    return (depart(avenant.pmt, None, avenant.objectif_pmt), depart(avenant.pfa, None, avenant.objectif_pfa))
