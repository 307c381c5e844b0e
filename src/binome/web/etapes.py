"""The path of questions: one idea a step, and only those that still matter to this doctor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from binome.contrats.champs.description import champs
from binome.contrats.dossier import Dossier
from binome.droit.codes import ModeDExercice, Option, PatienteleComptee, SituationDeLaSpecialite, Zone
from binome.droit.eligibilite.regles import exercice_demande, part_clinique_demandee
from binome.droit.objectifs.regles import suit_la_patientele_medecin_traitant
from binome.moteur.primitives import INCONNU
from binome.web.adresse import SUBSTITUTIONS

Champs = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Etape:
    """One step: its code, its title (French), and the fields it asks of this doctor (none: the step is skipped)."""

    code: str
    titre: str
    champs: Callable[[Dossier], Champs]


def _toujours(*noms: str) -> Callable[[Dossier], Champs]:
    return lambda _dossier: noms


def champ_pmt(dossier: Dossier) -> str:
    """Return the name of the field of the PMT: adults only for the oldest contracts."""
    adultes = dossier.bareme.patientele_comptee == PatienteleComptee.ADULTES
    return "pmt_adultes_initiale" if adultes else "pmt_initiale"


def _suit_la_pmt(dossier: Dossier) -> bool:
    return dossier.specialite == INCONNU or suit_la_patientele_medecin_traitant(dossier.medecin.famille)


def _patienteles(dossier: Dossier) -> Champs:
    return (champ_pmt(dossier), "pfa_initiale") if _suit_la_pmt(dossier) else ("pfa_initiale",)


def _rangs(dossier: Dossier) -> Champs:
    """Ask the ranks where the thresholds that decide are not published."""
    medecin, noms = dossier.medecin, []
    if dossier.specialite == INCONNU:
        return ()
    adultes = dossier.bareme.patientele_comptee == PatienteleComptee.ADULTES
    if _suit_la_pmt(dossier) and (adultes or min(medecin.pmt.seuils[:3]) == INCONNU):
        noms.append("percentile_pmt")
    if min(medecin.pfa.seuils[:3]) == INCONNU:
        noms.append("percentile_pfa")
    return tuple(noms)


def _clinique(dossier: Dossier) -> Champs:
    if dossier.specialite == INCONNU:
        return ()
    situation = dossier.bareme.situation_de_la_specialite[dossier.specialite]
    return ("part_honoraires_cliniques",) if part_clinique_demandee(situation) else ()


def _exercice(dossier: Dossier) -> Champs:
    """Ask what the earlier regimes demanded of the practice."""
    if not exercice_demande(ModeDExercice.REGROUPE, dossier.bareme):
        return ()
    noms = ["zone", "exercice_regroupe", "exercice_coordonne"]
    situation = dossier.situation
    if situation.exercice_regroupe is False:
        noms.append("coordination_renforcee")
    if situation.zone in (Zone.ZAC, Zone.HORS) and (not situation.exercice_regroupe or dossier.option == Option.UN):
        noms += ["apl_sous_dense", "zone_derogatoire"] if situation.zone == Zone.ZAC else ["zone_derogatoire"]
    connue = dossier.specialite != INCONNU
    selon = SituationDeLaSpecialite.SELON_LE_DEPARTEMENT
    if connue and dossier.bareme.situation_de_la_specialite[dossier.specialite] == selon:
        noms.append("departement")
    return tuple(noms)


def _second(dossier: Dossier) -> Champs:
    if dossier.option <= Option.UN:
        return ()
    return (
        "zone",
        "contrat_1_etp_en_cours",
        "objectifs_precedents_atteints",
        "second_annee",
        "second_pmt",
        "second_pfa",
    )


def _convenus(dossier: Dossier) -> Champs:
    if not dossier.situation.rqth_ou_ald:
        return ()
    return ("objectif_pmt", "objectif_pfa") if _suit_la_pmt(dossier) else ("objectif_pfa",)


def annees_constatables(dossier: Dossier, aujourd_hui: date) -> list[int]:
    """Return the contract years, from the third, that have begun."""
    annees = range(dossier.bareme.annees_d_observation + 1, dossier.duree + 1)
    return [a for a in annees if (jour := dossier.anniversaire(a)) is not None and jour <= aujourd_hui]


def _constats(dossier: Dossier) -> Champs:
    annees = annees_constatables(dossier, datetime.now(tz=UTC).date())
    patienteles = ("pmt", "pfa") if _suit_la_pmt(dossier) else ("pfa",)
    noms = champs().adresses
    return tuple(noms.nom("constats", (str(annee), p)) for annee in annees for p in patienteles)


ETAPES: Final = (
    Etape("specialite", "Votre spécialité", _toujours("specialite")),
    Etape("secteur", "Votre secteur", _toujours("secteur")),
    Etape("signature", "La signature", _toujours("date_signature")),
    Etape("option", "Le temps de travail de l'assistant", _toujours("option_etp")),
    Etape("patienteles", "Vos patientèles", _patienteles),
    Etape("rangs", "Vos rangs", _rangs),
    Etape("clinique", "Vos honoraires", _clinique),
    Etape("exercice", "Votre exercice", _exercice),
    Etape("second", "Le second assistant", _second),
    Etape("vous", "Vous", _toujours("age", "date_premiere_installation", "objectif_particulier")),
    Etape("convenus", "Vos objectifs convenus", _convenus),
    Etape("constats", "Les constats", _constats),
)


def etapes_utiles(dossier: Dossier) -> list[tuple[Etape, Champs]]:
    """Return the steps that this doctor is asked, with their fields."""
    return [(etape, noms) for etape in ETAPES if (noms := etape.champs(dossier))]


def etape_du_champ(champ: str, dossier: Dossier) -> str:
    """Return the code of the step that asks a field of this doctor; the first step's when none does."""
    demande = SUBSTITUTIONS[champ].nom if champ in SUBSTITUTIONS else champ
    noms = champs().adresses
    return next(
        (
            etape.code
            for etape, siens in etapes_utiles(dossier)
            if demande in siens or any((place := noms.place(un)) and place.champ.nom == champ for un in siens)
        ),
        ETAPES[0].code,
    )


def courante(utiles: list[tuple[Etape, Champs]], code: str) -> int:
    """Return the rank of a step among those that are asked; the first when it is not."""
    return next((rang for rang, (etape, _) in enumerate(utiles) if etape.code == code), 0)


def portes(valeurs: Mapping[str, str], noms: Champs) -> dict[str, str]:
    """Return what a step must carry along: every other answer of the address."""
    return {nom: v for nom, v in valeurs.items() if nom not in noms and nom not in ("etape", "depuis", "aller") and v}
