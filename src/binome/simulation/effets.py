"""What another answer would change: lectures and presumptions. Each is another simulation, compared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from binome.contrats.champs.description import champs
from binome.contrats.dossier import Dossier, ouvrir
from binome.contrats.situation import Situation
from binome.droit.codes import StatutDEligibilite
from binome.droit.loi import Loi
from binome.langue.courante import dire
from binome.moteur.calendrier import plus_annees
from binome.simulation.autres_lectures import autres_choix, choix_retenu, sous_un_choix
from binome.simulation.calcul import rendre
from binome.simulation.mesures import mesurer
from binome.simulation.observation import lectures_consultees
from binome.simulation.quantites import Changement, Mesures, differences
from binome.simulation.reponse import Effet, LectureRetenue, Presomption, ReponseCalculee


def lectures_retenues(dossier: Dossier, reponse: ReponseCalculee) -> tuple[LectureRetenue, ...]:
    """Return the lectures that a result rests on, with the effect of every other choice; those that matter first."""
    situation, loi, regime = dossier.situation, dossier.loi, dossier.regime
    avant = mesurer(reponse)
    retenues = []
    consultees = set(lectures_consultees(dossier)) | {nom for nom in (regime.lecture,) if nom}
    for nom, lecture in loi.catalogue.lectures.items():
        if nom not in consultees:
            continue
        retenue = choix_retenu(nom, dossier)
        mots = {choix: dire(sens) for choix, sens in lecture.choix.items()}
        effets = tuple(
            Effet(choix, _changements(avant, sous_un_choix(situation, nom, choix), loi), mots[choix])
            for choix in autres_choix(nom, dossier)
        )
        sans_effet = not any(effet.changements for effet in effets)
        question, choisie = dire(lecture.question), nom in situation.lectures
        retenues.append(LectureRetenue(nom, question, retenue, not choisie, sans_effet, effets, mots[retenue]))
    return tuple(sorted(retenues, key=lambda une: une.sans_effet))


def _changements(avant: Mesures, autre: Situation, loi: Loi) -> tuple[Changement, ...]:
    return differences(avant, mesurer(rendre(ouvrir(autre, loi), avertie=False)))


def presomptions(dossier: Dossier, reponse: ReponseCalculee) -> tuple[Presomption, ...]:
    """Return the fields presumed ordinary because they are absent, with what their other value would change."""
    situation = dossier.situation
    if reponse.eligibilite.statut is StatutDEligibilite.NON_ELIGIBLE:
        return ()
    avant = mesurer(reponse)
    return tuple(
        Presomption(
            nom,
            dire(champs(dossier.loi)[nom].presume or ""),
            (
                Effet(
                    dire(libelle), _changements(avant, replace(situation, **{nom: valeur}), dossier.loi), dire(libelle)
                ),
            ),
        )
        for nom, (libelle, valeur) in autres_que_presumes(dossier).items()
        if getattr(situation, nom) is None
    )


def autres_que_presumes(dossier: Dossier) -> dict[str, tuple[str, Any]]:
    """Return another value of each field that is presumed when absent, in words and as it is read."""
    jour, age = dossier.cadre.jour_de_signature, dossier.bareme.age_du_maintien
    autres: dict[str, tuple[str, Any]] = {}
    if age >= 0 and dossier.situation.age is None:
        autres["date_naissance"] = (dire("{age} ans à la signature", age=age), plus_annees(jour, -age))
    return autres | {
        "date_premiere_installation": ("nouvel installé", jour),
        "rqth_ou_ald": ("oui", True),
        "part_activite_liberale": ("la moitié", (1, 2)),
    }
