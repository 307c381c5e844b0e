"""The unknown fields that can move the answer: each is tried over values that cover its possible effects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from binome.contrats.champs.description import champs
from binome.contrats.dossier import Dossier, ouvrir
from binome.contrats.mondes import options_possibles
from binome.contrats.situation import Situation
from binome.droit.codes import (
    DEPARTEMENTS_CONNUS,
    ModeDExercice,
    Option,
    Patientele,
    PatienteleComptee,
    Percentile,
    Rang,
    Secteur,
    SituationDeLaSpecialite,
    Zone,
)
from binome.droit.eligibilite.regles import exercice_demande, part_clinique_demandee
from binome.droit.objectifs.regles import formule, suit_la_patientele_medecin_traitant
from binome.droit.patientele.regles import place_connue
from binome.langue.courante import dire
from binome.moteur.primitives import INCONNU
from binome.simulation.calcul import rendre
from binome.simulation.mesures import mesurer
from binome.simulation.quantites import Mesures, differences
from binome.simulation.reponse import Enjeu, Manquant, ReponseCalculee

Candidat = tuple[str, list[Any]]
"""A field, and the values to try, as they are read."""


def manquants(dossier: Dossier, reponse: ReponseCalculee) -> tuple[Manquant, ...]:
    """Return the unknown fields that can move the answer, the one that moves it most first."""
    avant = mesurer(reponse)
    trouves = [
        _manquant(nom, reponse, avant, [_essai(dossier, nom, valeur) for valeur in valeurs])
        for nom, valeurs in candidats(dossier)
    ]
    utiles = [manquant for manquant in trouves if manquant.enjeu.ce_qui_change]
    return tuple(sorted(utiles, key=lambda un: un.enjeu.total_minimum - un.enjeu.total_maximum))


def _essai(dossier: Dossier, nom: str, valeur: Any) -> ReponseCalculee:
    return rendre(ouvrir(replace(dossier.situation, **{nom: valeur}), dossier.loi), avertie=False)


def _manquant(nom: str, reponse: ReponseCalculee, avant: Mesures, essais: list[ReponseCalculee]) -> Manquant:
    champ = champs()[nom]
    totaux = [essai.total for essai in essais] or [reponse.total]
    changements = (changement for essai in essais for changement in differences(avant, mesurer(essai)))
    enjeu = Enjeu(
        tuple(dict.fromkeys(essai.eligibilite.statut for essai in essais)),
        min(total.minimum for total in totaux),
        max(total.maximum for total in totaux),
        tuple(dict.fromkeys(changement.mesure for changement in changements)),
    )
    return Manquant(nom, dire(champ.pourquoi), dire(champ.ou), enjeu)


def candidats(dossier: Dossier) -> Iterator[Candidat]:
    """Yield each unknown field that this doctor may be asked, with values that cover its possible effects."""
    situation = dossier.situation
    if situation.specialite is None:
        yield "specialite", [specialite.rang for specialite in dossier.droit.specialites]
    if situation.secteur is None:
        yield "secteur", [secteur for secteur in Secteur if secteur >= 0]
    if situation.option_etp is None:
        yield "option_etp", list(options_possibles(dossier))
    yield from _conditions_d_exercice(dossier)
    if dossier.option > Option.UN:
        yield from _conditions_du_second_assistant(situation)
    if situation.part_honoraires_cliniques is None and _part_clinique_demandee(dossier):
        yield "part_honoraires_cliniques", [(0, 1), (1, 1)]
    if situation.rqth_ou_ald and situation.objectifs_convenus is None:
        yield "objectifs_convenus", [{"pmt": 0, "pfa": 0}, {"pmt": 1, "pfa": 1}]
    if situation.specialite is not None:
        yield from _patienteles(dossier)


def _conditions_d_exercice(dossier: Dossier) -> Iterator[Candidat]:
    """Yield what the earlier regimes asked of the practice."""
    situation, bareme = dossier.situation, dossier.bareme
    if not exercice_demande(ModeDExercice.REGROUPE, bareme):
        return
    if situation.specialite is not None and situation.departement is None:
        if bareme.situation_de_la_specialite[situation.specialite] == SituationDeLaSpecialite.SELON_LE_DEPARTEMENT:
            yield "departement", list(DEPARTEMENTS_CONNUS)
    if situation.exercice_regroupe is None:
        yield "exercice_regroupe", [True, False]
    if situation.zone is None and dossier.option <= Option.UN:
        yield "zone", [zone for zone in Zone if zone >= 0]
    if situation.zone == Zone.ZAC and situation.apl_sous_dense is None:
        yield "apl_sous_dense", [True, False]
    if situation.zone in (Zone.ZAC, Zone.HORS) and situation.zone_derogatoire is None:
        yield "zone_derogatoire", [True, False]


def _conditions_du_second_assistant(situation: Situation) -> Iterator[Candidat]:
    if situation.zone is None:
        yield "zone", [zone for zone in Zone if zone >= 0]
    if situation.contrat_1_etp_en_cours is None and situation.avenant_second_assistant is None:
        yield "contrat_1_etp_en_cours", [True, False]
    if situation.objectifs_precedents_atteints is None:
        yield "objectifs_precedents_atteints", [True, False]


def _part_clinique_demandee(dossier: Dossier) -> bool:
    if dossier.specialite == INCONNU:
        return False
    return part_clinique_demandee(dossier.bareme.situation_de_la_specialite[dossier.specialite])


def _champ_du_compte(patientele: Patientele, dossier: Dossier) -> str:
    if patientele == Patientele.PMT and dossier.bareme.patientele_comptee == PatienteleComptee.ADULTES:
        return "pmt_adultes_initiale"
    return f"{patientele.code}_initiale"


def _patienteles(dossier: Dossier) -> Iterator[Candidat]:
    medecin, rangs = dossier.medecin, dossier.bareme.rangs
    for patientele, depart in ((Patientele.PMT, medecin.pmt), (Patientele.PFA, medecin.pfa)):
        nom = patientele.code
        if patientele == Patientele.PMT and not suit_la_patientele_medecin_traitant(medecin.famille):
            continue
        if depart.patients == INCONNU:
            connus = [seuil for seuil in depart.seuils if seuil >= 0]
            yield _champ_du_compte(patientele, dossier), sorted({0, *(seuil - 1 for seuil in connus if seuil), *connus})
        publies = dossier.bareme.distribution[patientele][dossier.specialite]
        origine = formule(dossier.bareme, dossier.lectures)
        place = place_connue(depart, origine, dossier.bareme, dossier.lectures)
        if depart.centiemes == INCONNU and (min(publies[p] for p in Percentile) == INCONNU or not place):
            yield f"percentile_{nom}", [rangs[rang] for rang in (Rang.P30, Rang.P50, Rang.P70, Rang.P90, Rang.P95)]
