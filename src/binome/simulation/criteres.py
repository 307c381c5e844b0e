"""The eligibility criteria of a dossier, each with its answer, its sentence and its source."""

from __future__ import annotations

from dataclasses import dataclass

from binome.contrats.dossier import Dossier
from binome.droit.aide import Engagement
from binome.droit.catalogue import IssueDeCritere, catalogue
from binome.droit.eligibilite import regles as eligibilite
from binome.droit.objectifs.regles import suit_la_patientele_medecin_traitant
from binome.droit.patientele.regles import franchit_p30, franchit_p50
from binome.droit.vocabulaire import (
    CODES_D_OPTION,
    DEPARTEMENTS_CONNUS,
    Depart,
    Issue,
    ModeDExercice,
    Option,
    PatienteleComptee,
    Reponse,
    Secteur,
    Seuils,
    Statut,
    Zone,
)
from binome.moteur.langue import dire
from binome.moteur.primitives import INCONNU, TAUX_INCONNU
from binome.moteur.sources import Source
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
    source: Source


def examiner(dossier: Dossier, engage: Engagement) -> list[CritereExamine]:
    """Return every criterion that concerns this doctor, in the order of the texts."""
    mots = _mots(dossier)
    examines = []
    for issue in _issues(dossier, engage):
        sens = catalogue().issues[issue]
        phrase, source = sens.sous(dossier.regime)
        if "{activite}" in phrase:
            mots["activite"] = _phrase_d_activite(dossier, issue)
        examines.append(CritereExamine(issue, sens, dire(phrase).format_map(mots), source))
    return examines


def statut_global(criteres: list[CritereExamine]) -> Statut:
    """Return the worst status among the criteria that decide."""
    return max((critere.sens.statut for critere in criteres if critere.sens.bloquant), default=Statut.A_CONFIRMER)


def _issues(dossier: Dossier, engage: Engagement) -> list[Issue]:
    situation, bareme, lectures = dossier.situation, dossier.bareme, dossier.lectures
    issues = [eligibilite.critere_specialite(dossier.specialite, _departement(situation.departement), bareme)]
    if dossier.specialite != INCONNU:
        cas = bareme.situation_de_la_specialite[dossier.specialite]
        if eligibilite.part_clinique_demandee(cas):
            part = situation.part_honoraires_cliniques or TAUX_INCONNU
            issues.append(eligibilite.critere_part_clinique(cas, part, bareme, lectures))
    issues.append(eligibilite.critere_secteur(Secteur.INCONNU if situation.secteur is None else situation.secteur))
    activite = _activite(dossier)
    jeune = eligibilite.patientele_jeune(situation.part_patients_moins_16_ans or TAUX_INCONNU, bareme)
    issues.append(eligibilite.critere_activite(activite, dossier.medecin.rqth_ou_ald, engage.primo, jeune, lectures))
    ouverture = eligibilite.critere_option(dossier.option, bareme)
    issues.append(ouverture)
    issues += _mode_d_exercice(dossier, engage)
    if ouverture == Issue.OPTION_SOUS_CONDITIONS:
        issues += _second_assistant(dossier, engage)
    if situation.part_activite_liberale not in (None, (1, 1)):
        issues.append(Issue.ACTIVITE_MIXTE)
    if situation.cabinet_distinct:
        issues.append(Issue.CABINET_DISTINCT)
    return issues


def _departement(code: str | None) -> int:
    """Return the rank of a department whose list of specialities was read, -1 otherwise."""
    return DEPARTEMENTS_CONNUS.index(code) if code in DEPARTEMENTS_CONNUS else INCONNU


def _mode_d_exercice(dossier: Dossier, engage: Engagement) -> list[Issue]:
    """Return the conditions of the earlier regimes on the practice and its zone."""
    situation, bareme, medecin = dossier.situation, dossier.bareme, dossier.medecin
    zone = Zone.INCONNUE if situation.zone is None else situation.zone
    regroupe = _reponse(situation.exercice_regroupe)
    issues = []
    if eligibilite.exercice_demande(ModeDExercice.REGROUPE, bareme):
        renforcee = _reponse(situation.coordination_renforcee)
        issues.append(eligibilite.critere_regroupement(regroupe, renforcee, zone))
        if dossier.option == Option.UN:
            patientele = (medecin.pmt, medecin.seuils_pmt) if engage.suit_la_pmt else (medecin.pfa, medecin.seuils_pfa)
            issues.append(eligibilite.critere_temps_plein(zone, regroupe, franchit_p50(*patientele, bareme), bareme))
    if eligibilite.exercice_demande(ModeDExercice.COORDONNE, bareme):
        issues.append(eligibilite.critere_coordination(_reponse(situation.exercice_coordonne)))
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
        "specialite": "" if dossier.specialite == INCONNU else dire(specialites[dossier.specialite].libelle),
        "option": "" if dossier.option == Option.INCONNUE else CODES_D_OPTION[dossier.option].replace(".", ","),
        "part_clinique": "" if part is None else en_pourcent(part),
        "part_clinique_minimale": en_pourcent(bareme.part_clinique_minimale),
        "annee_du_second_assistant": str(bareme.annee_du_second_assistant),
        "part_de_moins_de_16_ans": en_pourcent(bareme.part_de_moins_de_16_ans),
        "kilometres_de_coordination": str(bareme.kilometres_de_coordination),
        "mois_pour_se_coordonner": str(bareme.mois_pour_se_coordonner),
        "apl_sous_dense": nombre(*bareme.apl_sous_dense),
    }


def _phrase_d_activite(dossier: Dossier, issue: Issue) -> str:
    """Return the sentence on minimum activity: conclusion, then each patientèle with its threshold."""
    phrases, medecin = catalogue().phrases_d_eligibilite, dossier.medecin
    if dossier.specialite == INCONNU:
        return f"{dire(phrases[_CONCLUSIONS[issue]])}."
    details = []
    if suit_la_patientele_medecin_traitant(medecin.famille):
        adultes = dossier.bareme.patientele_comptee == PatienteleComptee.ADULTES
        details.append(_detail(phrases["pmt_adultes" if adultes else "pmt"], medecin.pmt, medecin.seuils_pmt, phrases))
    details.append(_detail(phrases["pfa"], medecin.pfa, medecin.seuils_pfa, phrases))
    return f"{dire(phrases[_CONCLUSIONS[issue]])} ({' ; '.join(details)})."


def _detail(nom: str, depart: Depart, seuils: Seuils, phrases: dict[str, str]) -> str:
    if seuils.p30 == INCONNU or depart.patients == INCONNU:
        if depart.centiemes != INCONNU:
            return dire(phrases["rang"], nom=dire(nom), rang=nombre(depart.centiemes, 100))
        modele = "seuil_inconnu" if seuils.p30 == INCONNU else "compte_inconnu"
        return dire(phrases[modele], nom=dire(nom), seuil=nombre(seuils.p30))
    return dire(phrases["compte"], nom=dire(nom), patients=nombre(depart.patients), seuil=nombre(seuils.p30))
