"""The eligibility criteria of a dossier, each with its answer, its sentence and its source."""

from __future__ import annotations

from dataclasses import dataclass

from binome.contrats.dossier import Dossier
from binome.droit.aide import Engagement
from binome.droit.catalogue import IssueDeCritere, catalogue
from binome.droit.eligibilite import regles as eligibilite
from binome.droit.objectifs.regles import suit_la_patientele_medecin_traitant
from binome.droit.patientele.regles import franchit_p30
from binome.droit.vocabulaire import (
    CODES_D_OPTION,
    Depart,
    Issue,
    Option,
    Reponse,
    Secteur,
    Seuils,
    Statut,
    Zone,
)
from binome.moteur.primitives import INCONNU, TAUX_INCONNU
from binome.simulation.textes import en_pourcent, nombre

_CONCLUSIONS = {
    Issue.ACTIVITE_SUFFISANTE: "conclusion_suffisante",
    Issue.ACTIVITE_INSUFFISANTE: "conclusion_insuffisante",
    Issue.ACTIVITE_INCONNUE: "conclusion_inconnue",
}


@dataclass(frozen=True, slots=True)
class CritereExamine:
    """One criterion, its answer, and the sentence that says why."""

    issue: Issue
    sens: IssueDeCritere
    phrase: str


def examiner(dossier: Dossier, engage: Engagement) -> list[CritereExamine]:
    """Return every criterion that concerns this doctor, in the order of the texts."""
    mots = _mots(dossier)
    examines = []
    for issue in _issues(dossier, engage):
        sens = catalogue().issues[issue]
        if "{activite}" in sens.phrase:
            mots["activite"] = _phrase_d_activite(dossier, issue)
        examines.append(CritereExamine(issue, sens, sens.phrase.format_map(mots)))
    return examines


def statut_global(criteres: list[CritereExamine]) -> Statut:
    """Return the worst status among the criteria that decide."""
    return max((critere.sens.statut for critere in criteres if critere.sens.bloquant), default=Statut.A_CONFIRMER)


def _issues(dossier: Dossier, engage: Engagement) -> list[Issue]:
    situation, bareme, lectures = dossier.situation, dossier.bareme, dossier.lectures
    issues = [eligibilite.critere_specialite(dossier.specialite, bareme)]
    if dossier.specialite != INCONNU:
        cas = bareme.situation_de_la_specialite[dossier.specialite]
        if eligibilite.part_clinique_demandee(cas):
            part = situation.part_honoraires_cliniques or TAUX_INCONNU
            issues.append(eligibilite.critere_part_clinique(cas, part, bareme, lectures))
    issues.append(eligibilite.critere_secteur(Secteur.INCONNU if situation.secteur is None else situation.secteur))
    activite = _activite(dossier)
    issues.append(eligibilite.critere_activite(activite, dossier.medecin.rqth_ou_ald, engage.primo, lectures))
    issues.append(eligibilite.critere_option(dossier.option))
    if dossier.option > Option.UN:
        issues += _second_assistant(dossier, engage)
    if situation.part_activite_liberale not in (None, (1, 1)):
        issues.append(Issue.ACTIVITE_MIXTE)
    if situation.cabinet_distinct:
        issues.append(Issue.CABINET_DISTINCT)
    return issues


def _activite(dossier: Dossier) -> Reponse:
    medecin, bareme, lectures = dossier.medecin, dossier.bareme, dossier.lectures
    if dossier.specialite == INCONNU:
        return Reponse.INCONNUE
    suit_la_pmt = suit_la_patientele_medecin_traitant(medecin.famille)
    p30_pmt = franchit_p30(medecin.pmt, medecin.seuils_pmt, bareme, lectures) if suit_la_pmt else Reponse.INCONNUE
    p30_pfa = franchit_p30(medecin.pfa, medecin.seuils_pfa, bareme, lectures)
    return eligibilite.activite_au_dessus_de_p30(p30_pmt, p30_pfa, suit_la_pmt, lectures)


def _second_assistant(dossier: Dossier, engage: Engagement) -> list[Issue]:
    situation, bareme, lectures = dossier.situation, dossier.bareme, dossier.lectures
    avenant = situation.avenant_second_assistant
    # The avenant is by definition the passage of a contract of 1 ETP.
    deja_signe = Reponse.OUI if avenant else _reponse(situation.contrat_1_etp_en_cours)
    annee = avenant.annee if avenant else INCONNU
    return [
        eligibilite.critere_zone(Zone.INCONNUE if situation.zone is None else situation.zone),
        eligibilite.critere_generaliste(dossier.specialite, bareme),
        eligibilite.critere_contrat_1_etp(deja_signe),
        eligibilite.critere_objectifs_precedents(_reponse(situation.objectifs_precedents_atteints)),
        eligibilite.critere_troisieme_annee(annee, engage.tranche_montant, bareme, lectures),
    ]


def _reponse(oui_non: bool | None) -> Reponse:
    return Reponse.INCONNUE if oui_non is None else Reponse(int(oui_non))


def _mots(dossier: Dossier) -> dict[str, str]:
    bareme, situation = dossier.bareme, dossier.situation
    part = situation.part_honoraires_cliniques
    specialites = catalogue().specialites
    return {
        "specialite": "" if dossier.specialite == INCONNU else specialites[dossier.specialite].libelle,
        "option": "" if dossier.option == Option.INCONNUE else CODES_D_OPTION[dossier.option].replace(".", ","),
        "part_clinique": "" if part is None else en_pourcent(part),
        "part_clinique_minimale": en_pourcent(bareme.part_clinique_minimale),
        "annee_du_second_assistant": str(bareme.annee_du_second_assistant),
    }


def _phrase_d_activite(dossier: Dossier, issue: Issue) -> str:
    """Return the sentence on minimum activity: conclusion, then each patientèle with its threshold."""
    phrases, medecin = catalogue().phrases_d_eligibilite, dossier.medecin
    if dossier.specialite == INCONNU:
        return f"{phrases[_CONCLUSIONS[issue]]}."
    details = []
    if suit_la_patientele_medecin_traitant(medecin.famille):
        details.append(_detail(phrases["pmt"], medecin.pmt, medecin.seuils_pmt, phrases))
    details.append(_detail(phrases["pfa"], medecin.pfa, medecin.seuils_pfa, phrases))
    return f"{phrases[_CONCLUSIONS[issue]]} ({' ; '.join(details)})."


def _detail(nom: str, depart: Depart, seuils: Seuils, phrases: dict[str, str]) -> str:
    if seuils.p30 == INCONNU or depart.patients == INCONNU:
        if depart.centiemes != INCONNU:
            return phrases["rang"].format(nom=nom, rang=nombre(depart.centiemes, 100))
        modele = "seuil_inconnu" if seuils.p30 == INCONNU else "compte_inconnu"
        return phrases[modele].format(nom=nom, seuil=nombre(seuils.p30))
    return phrases["compte"].format(nom=nom, patients=nombre(depart.patients), seuil=nombre(seuils.p30))
