"""The eligibility criteria of a dossier, each with its answer, its sentence and its source."""

from __future__ import annotations

from collections.abc import Iterator

from binome.contrats.candidat import candidat
from binome.contrats.dossier import Dossier
from binome.droit.candidature import issues_de_la_candidature
from binome.droit.codes import Issue, Option, PatienteleComptee, Statut, StatutDEligibilite
from binome.droit.faits import Depart, Engagement
from binome.droit.objectifs.regles import suit_la_patientele_medecin_traitant
from binome.langue.courante import dire
from binome.langue.ecriture import en_pourcent, nombre
from binome.moteur.primitives import INCONNU, SANS_OBJET
from binome.simulation.reponse import Critere, Eligibilite

_CONCLUSIONS = {
    Issue.ACTIVITE_SUFFISANTE: "conclusion_suffisante",
    Issue.ACTIVITE_INSUFFISANTE: "conclusion_insuffisante",
    Issue.ACTIVITE_INCONNUE: "conclusion_inconnue",
}


_STATUTS = {
    Statut.REMPLI: StatutDEligibilite.ELIGIBLE,
    Statut.A_CONFIRMER: StatutDEligibilite.A_CONFIRMER,
    Statut.NON_REMPLI: StatutDEligibilite.NON_ELIGIBLE,
}


def statut_d_eligibilite(statut: Statut) -> StatutDEligibilite:
    """Return what a status of the criteria says of eligibility."""
    return _STATUTS[statut]


def eligibilite(dossier: Dossier, engage: Engagement) -> Eligibilite:
    """Return every criterion that concerns this doctor, in the order of the texts, and what they say together.

    The worst status decides, among the criteria that decide.
    """
    criteres = tuple(_examiner(dossier, engage))
    pire = max((critere.statut.membre for critere in criteres if critere.bloquant), default=Statut.A_CONFIRMER)
    return Eligibilite(statut_d_eligibilite(pire), criteres)


def _examiner(dossier: Dossier, engage: Engagement) -> Iterator[Critere]:
    mots, noms = _mots(dossier), dossier.droit.phrases_d_eligibilite["criteres"]
    for issue in _issues(dossier, engage):
        sens = dossier.droit.issues[issue]
        phrase, source = sens.sous(dossier.regime)
        if "{activite}" in phrase:
            mots["activite"] = _phrase_d_activite(dossier, issue)
        explication = dire(phrase).format_map(mots)
        nom = noms[sens.critere]
        yield Critere(sens.critere, sens.statut.code, issue.code, sens.bloquant, explication, source, nom)


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
        "option": "" if dossier.option == Option.INCONNUE else dossier.option.code.replace(".", ","),
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
