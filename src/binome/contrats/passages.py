"""A contract that takes another option: what the law of the day asks of it, and what must be said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from binome.contrats.annees import AnneeCalculee
from binome.contrats.candidat import candidat
from binome.contrats.dossier import Dossier
from binome.contrats.engagements import engagement_a_la_signature
from binome.contrats.mondes import constat_lu
from binome.contrats.options import Passage, dite, dites, est_un_second_assistant, option_courante
from binome.contrats.remarques import Remarque, remarque
from binome.droit.annee import objectif_atteint
from binome.droit.candidature import p50_du_temps_plein
from binome.droit.codes import Option, Patientele, Reponse, Statut
from binome.droit.eligibilite.regles import critere_objectifs_precedents
from binome.droit.faits import Suivi
from binome.langue.courante import dire
from binome.moteur.sources import Source

_NOMS = {Patientele.PMT: "médecin traitant", Patientele.PFA: "file active"}


def passage(dossier: Dossier, option: Option, jour: date, annee: int) -> Passage:
    """Return what the conditions look at when a contract takes an option on a day, from a year on."""
    qui, signee = candidat(dossier), dossier.situation.option_etp
    if dossier.situation.avenant_second_assistant:
        signee = Option.UN
    return Passage(
        option,
        jour,
        annee,
        option_courante(signee, dossier.situation.avenants, annee),
        qui.contrat_1_etp,
        dossier.specialite,
        qui.zone,
        qui.sous_dense,
        qui.regroupe,
        p50_du_temps_plein(dossier.medecin, dossier.bareme),
        engagement_a_la_signature(dossier).tranche_montant,
    )


def remarques_des_passages(dossier: Dossier, annees: tuple[AnneeCalculee, ...]) -> Iterator[Remarque]:
    """Yield what must be said of the options that the avenants of a contract bring, year after year."""
    for option, annee in _passages(dossier):
        debut = dossier.anniversaire(annee)
        if debut is not None and annee <= len(annees):
            for une in dites(passage(dossier, option, debut, annee), dossier.cadre):
                if une.statut is Statut.A_CONFIRMER:
                    yield _a_confirmer(option, annee, une.phrase, une.source)
            if est_un_second_assistant(option, dossier.cadre, debut):
                yield from _objectifs_precedents(dossier, option, debut, annee, annees)


def _passages(dossier: Dossier) -> list[tuple[Option, int]]:
    situation = dossier.situation
    passages = [(un.option_etp, un.annee) for un in situation.avenants if un.option_etp is not None]
    if situation.avenant_second_assistant and situation.option_etp is not None:
        passages.append((situation.option_etp, situation.avenant_second_assistant.annee))
    return passages


def _objectifs_precedents(
    dossier: Dossier, option: Option, debut: date, annee: int, annees: tuple[AnneeCalculee, ...]
) -> Iterator[Remarque]:
    """Yield that objectives were missed at the last constat before a passage; that nobody knows, without one."""
    anterieurs = [constat.annee for constat in dossier.situation.constats if constat.annee < annee]
    if anterieurs:
        manquees = [dire(_NOMS[nom]) for nom in _manquees(dossier, annees[anterieurs[-1] - 1])]
        if manquees:
            yield remarque("objectifs_manques", annee=anterieurs[-1], patienteles=dire(" et ").join(manquees))
        return
    if dossier.situation.objectifs_precedents_atteints is None:
        issue = critere_objectifs_precedents(Reponse.INCONNUE)
        une = dite(issue, option, dossier.cadre, dossier.bareme_au(debut))
        yield _a_confirmer(option, annee, une.phrase, une.source)


def _manquees(dossier: Dossier, annee: AnneeCalculee) -> Iterator[Patientele]:
    """Yield the patientèles whose objective the constat of a year shows missed."""
    engage, bareme = annee.engagement, dossier.bareme_au(annee.debut)
    constat = constat_lu(next(un for un in dossier.situation.constats if un.annee == annee.annee))
    pmt, pfa = Suivi(engage.pmt, constat.pmt, engage.p30_pmt), Suivi(engage.pfa, constat.pfa, engage.p30_pfa)
    for nom, suivi, autre in ((Patientele.PMT, pmt, pfa), (Patientele.PFA, pfa, pmt)):
        if objectif_atteint(suivi, autre, engage.a_65_ans, bareme, dossier.lectures) == Reponse.NON:
            yield nom


def _a_confirmer(option: Option, annee: int, phrase: str, source: Source) -> Remarque:
    return remarque(
        "condition_a_confirmer", source, option=str(option.code).replace(".", ","), annee=annee, phrase=phrase
    )
