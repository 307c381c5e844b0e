"""What another answer would change: lectures, presumptions, missing fields. Each is another simulation, compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from binome.contrats.champs.description import champs
from binome.contrats.dossier import Dossier, ouvrir
from binome.contrats.mondes import options_possibles
from binome.contrats.situation import Situation
from binome.droit.cadre import contextes
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
from binome.droit.loi import Loi
from binome.droit.objectifs.regles import formule, suit_la_patientele_medecin_traitant
from binome.droit.patientele.regles import place_connue
from binome.langue.courante import dire
from binome.moteur.calendrier import plus_annees
from binome.moteur.primitives import INCONNU
from binome.moteur.trace import trace
from binome.simulation.reponse import Effet, LectureRetenue, Manquant, Presomption
from binome.simulation.simuler import Simulation, rendre

_ABSENT: Final = object()


def resume(simulation: Simulation) -> dict[str, Any]:
    """Return the figures of a simulation under flat names, as JSON values, to compare two of them."""
    rendu = simulation.en_json(effets=False)
    plat: dict[str, Any] = {"statut": rendu["eligibilite"]["statut"]}
    plat |= {f"tranche_{nom}": valeur for nom, valeur in rendu["tranches"].items()}
    for nom, objectif in rendu["objectifs"].items():
        plat |= {f"objectif_{nom}": objectif["patients"], f"nature_{nom}": objectif["nature"]} if objectif else {}
    for annee in rendu["annees"]:
        for cle in ("montant_maximal", "part", "motif", "montant"):
            plat[f"{cle}_annee_{annee['annee']}"] = annee[cle]
        for cle in ("montant_maximal_bornes", "part_bornes"):
            if cle in annee:
                plat[f"{cle}_annee_{annee['annee']}"] = annee[cle]
        for versement in annee["versements"]:
            plat[f"{versement['nature']}_annee_{annee['annee']}"] = versement["montant"]
        plat[f"debut_annee_{annee['annee']}"] = annee["debut"]
    plat |= {f"total_{nom}": rendu["total"][nom] for nom in ("minimum", "maximum", "constate")}
    plat |= {f"echeance_{o['code']}_{rang}": o["echeance"] for rang, o in enumerate(rendu["obligations"])}
    return plat


def differences(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `apres` has that differs from `avant`; a figure that disappears becomes None."""
    return {
        cle: apres.get(cle)
        for cle in [*avant, *(cle for cle in apres if cle not in avant)]
        if avant.get(cle, _ABSENT) != apres.get(cle, _ABSENT)
    }


def lectures_consultees(situation: Situation, loi: Loi) -> list[str]:
    """Return the lectures that the calculation really looked at, in the order of the law's file."""
    with trace() as racine:
        rendre(ouvrir(situation, loi, observe=True))
    vues = {nom for etape in racine.parcours() for nom in etape.lectures}
    return [nom for nom in loi.catalogue.lectures if nom in vues]


def nombres_lus(situation: Situation, loi: Loi) -> tuple[date, dict[str, Any]]:
    """Return the day of the law of a situation, and the numbers that its calculation really looked at."""
    with trace() as racine:
        dossier = ouvrir(situation, loi, observe=True)
        rendre(dossier)
    return dossier.jour_du_droit, {nom: v for etape in racine.parcours() for nom, v in etape.parametres.items()}


def lectures_retenues(simulation: Simulation) -> tuple[LectureRetenue, ...]:
    """Return the lectures that a result rests on, with the effect of every other choice; those that matter first."""
    situation, loi = simulation.situation, simulation.loi
    regime = ouvrir(situation, loi).regime
    avant = resume(simulation)
    retenues = []
    consultees = set(lectures_consultees(situation, loi)) | {nom for nom in (regime.lecture,) if nom}
    for nom, lecture in loi.catalogue.lectures.items():
        if nom not in consultees:
            continue
        par_defaut = loi.lecture_par_defaut(nom, contextes(loi, regime, situation.specialite))
        retenue = situation.lectures.get(nom, par_defaut)
        effets = tuple(
            Effet(choix, _effet(avant, replace(situation, lectures={**situation.lectures, nom: choix}), loi))
            for choix in lecture.choix
            if choix != retenue
        )
        retenues.append(LectureRetenue(nom, dire(lecture.question), retenue, nom not in situation.lectures, effets))
    return tuple(sorted(retenues, key=lambda une: une.sans_effet))


def _effet(avant: Mapping[str, Any], autre: Situation, loi: Loi) -> dict[str, Any]:
    return differences(avant, resume(rendre(ouvrir(autre, loi))))


def presomptions(simulation: Simulation) -> tuple[Presomption, ...]:
    """Return the fields presumed ordinary because they are absent, with what their other value would change."""
    situation, loi = simulation.situation, simulation.loi
    if simulation.eligibilite.statut == "non_eligible":
        return ()
    avant = resume(simulation)
    dossier = ouvrir(situation, loi)
    jour, age = dossier.cadre.jour_de_signature, dossier.bareme.age_du_maintien
    autres: dict[str, tuple[str, Any]] = {}
    if age >= 0:
        autres["date_naissance"] = (dire("{age} ans à la signature", age=age), plus_annees(jour, -age))
    autres |= {
        "date_premiere_installation": ("nouvel installé", jour),
        "rqth_ou_ald": ("oui", True),
        "part_activite_liberale": ("la moitié", (1, 2)),
    }
    return tuple(
        Presomption(
            nom,
            dire(champs()[nom].presume or ""),
            (Effet(dire(libelle), _effet(avant, replace(situation, **{nom: valeur}), loi)),),
        )
        for nom, (libelle, valeur) in autres.items()
        if getattr(situation, nom) is None
    )


def manquants(simulation: Simulation) -> tuple[Manquant, ...]:
    """Return the unknown fields that can move the answer, the one that moves it most first."""
    situation, loi, avant = simulation.situation, simulation.loi, resume(simulation)
    trouves = [
        _manquant(nom, simulation, avant, [rendre(ouvrir(replace(situation, **{nom: v}), loi)) for v in valeurs])
        for nom, valeurs in _candidats(ouvrir(situation, loi))
    ]
    utiles = [manquant for manquant in trouves if manquant.ce_qui_change]
    return tuple(sorted(utiles, key=lambda un: un.total_minimum - un.total_maximum))


def _manquant(nom: str, simulation: Simulation, avant: Mapping[str, Any], essais: list[Simulation]) -> Manquant:
    champ = champs()[nom]
    totaux = [essai.total for essai in essais] or [simulation.total]
    return Manquant(
        nom,
        dire(champ.pourquoi),
        dire(champ.ou),
        tuple(dict.fromkeys(essai.eligibilite.statut for essai in essais)),
        min(total.minimum for total in totaux),
        max(total.maximum for total in totaux),
        tuple(dict.fromkeys(cle for essai in essais for cle in differences(avant, resume(essai)))),
    )


def _candidats(dossier: Dossier) -> Iterator[tuple[str, list[Any]]]:
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


def _conditions_d_exercice(dossier: Dossier) -> Iterator[tuple[str, list[Any]]]:
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


def _conditions_du_second_assistant(situation: Situation) -> Iterator[tuple[str, list[Any]]]:
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


def _patienteles(dossier: Dossier) -> Iterator[tuple[str, list[Any]]]:
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
