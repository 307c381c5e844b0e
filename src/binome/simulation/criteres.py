"""The eligibility criteria of a dossier, each with its answer, its sentence and its source."""

from __future__ import annotations

from dataclasses import dataclass

from binome.contrats.candidat import candidat
from binome.contrats.dossier import Dossier
from binome.droit.candidature import issues_de_la_candidature
from binome.droit.catalogue import IssueDeCritere
from binome.droit.codes import CODES_D_OPTION, Issue, Option, PatienteleComptee, Statut
from binome.droit.faits import Depart, Engagement
from binome.droit.objectifs.regles import suit_la_patientele_medecin_traitant
from binome.langue.courante import dire
from binome.langue.ecriture import en_pourcent, nombre
from binome.moteur.primitives import INCONNU, SANS_OBJET
from binome.moteur.sources import Source

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
        sens = dossier.droit.issues[issue]
        phrase, source = sens.sous(dossier.regime)
        if "{activite}" in phrase:
            mots["activite"] = _phrase_d_activite(dossier, issue)
        examines.append(CritereExamine(issue, sens, dire(phrase).format_map(mots), source))
    return examines


def statut_global(criteres: list[CritereExamine]) -> Statut:
    """Return the worst status among the criteria that decide."""
    return max((critere.sens.statut for critere in criteres if critere.sens.bloquant), default=Statut.A_CONFIRMER)


def _issues(dossier: Dossier, engage: Engagement) -> list[Issue]:
    bareme, lectures = dossier.bareme, dossier.lectures
    issues = issues_de_la_candidature(candidat(dossier), dossier.medecin, engage, bareme, lectures)
    return [Issue(issue) for issue in issues if issue != SANS_OBJET]


def _mots(dossier: Dossier) -> dict[str, str]:
    bareme, situation = dossier.bareme, dossier.situation
    part = situation.part_honoraires_cliniques
    specialites = dossier.droit.specialites
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
    phrases, medecin = dossier.droit.phrases_d_eligibilite, dossier.medecin
    if dossier.specialite == INCONNU:
        return f"{dire(phrases[_CONCLUSIONS[issue]])}."
    details = []
    if suit_la_patientele_medecin_traitant(medecin.famille):
        adultes = dossier.bareme.patientele_comptee == PatienteleComptee.ADULTES
        details.append(_detail(phrases["pmt_adultes" if adultes else "pmt"], medecin.pmt, phrases))
    details.append(_detail(phrases["pfa"], medecin.pfa, phrases))
    return f"{dire(phrases[_CONCLUSIONS[issue]])} ({' ; '.join(details)})."


def _detail(nom: str, depart: Depart, phrases: dict[str, str]) -> str:
    p30 = depart.seuils.p30
    if p30 == INCONNU or depart.patients == INCONNU:
        if depart.centiemes != INCONNU:
            return dire(phrases["rang"], nom=dire(nom), rang=nombre(depart.centiemes, 100))
        modele = "seuil_inconnu" if p30 == INCONNU else "compte_inconnu"
        return dire(phrases[modele], nom=dire(nom), seuil=nombre(p30))
    return dire(phrases["compte"], nom=dire(nom), patients=nombre(depart.patients), seuil=nombre(p30))
