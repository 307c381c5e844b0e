"""A situation in an address, and back: no birth date, no health datum, every field by its own name.

The age is a bracket, RQTH and ALD are « an objective agreed with the caisse ». Nothing else is stored anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.http import QueryDict

from binome.contrats.situation import SEUILS, Situation, champs, lire_situation
from binome.droit.cadre import regime_applicable
from binome.droit.catalogue import catalogue
from binome.droit.loi import Loi, loi_en_vigueur
from binome.moteur.calendrier import plus_annees
from binome.moteur.erreurs import ErreurDeSaisie

ANNEES: Final = range(1, 26)
PATIENTELES: Final = ("pmt", "pfa")
STRUCTURES: Final = ("avenants", "avenant_primo_installe")
"""Fields too rich for a form: JSON in the address, kept as they are."""
DE_LA_PAGE: Final = (
    "droit",
    "etape",
    "depuis",
    "annee",
    "viser",
    "options",
    "passer",
    "departement_caisse",
    "regimes",
    "q",
    "couleur",
    "depart",
    "pmt_au_terme",
    "pfa_au_terme",
)
_REMPLACES: Final = (
    "date_naissance",
    "rqth_ou_ald",
    "objectifs_convenus",
    "seuils_caisse",
    "lectures",
    "constats",
    "avenant_second_assistant",
    *STRUCTURES,
)
_DUREE: Final = ("prorogations", "lectures")
"""What makes a contract last longer: needed to read the year of a constat."""
SIMPLES: Final = tuple(nom for nom in champs() if nom not in _REMPLACES)
MOINS_DE_65, AGE_DU_MAINTIEN = "avant_le_maintien", "age_du_maintien"


@dataclass(frozen=True, slots=True)
class Lue:
    """What an address says: the situation as far as it can be read, and one sentence per field that cannot."""

    donnees: dict[str, Any]
    situation: Situation
    erreurs: dict[str, str]
    loi: Loi

    @property
    def saine(self) -> bool:
        """Whether every field was read."""
        return not self.erreurs


def lire(requete: Mapping[str, str]) -> Lue:
    """Read an address. Fields that cannot be read are left unknown and reported by the name of their form field."""
    erreurs: dict[str, str] = {}
    donnees: dict[str, Any] = {}
    bruts = {nom: valeur.strip() for nom, valeur in requete.items() if valeur.strip()}
    for nom, champ, valeur in _champs(bruts, erreurs):
        essai = {**donnees, champ: valeur}
        try:
            lire_situation({**{nom: donnees[nom] for nom in _DUREE if nom in donnees}, champ: valeur})
        except ErreurDeSaisie as faute:
            erreurs[nom] = faute.en_phrase
            continue
        donnees = essai
    loi = loi_en_vigueur()
    return Lue(donnees, _situation(donnees, erreurs, loi), erreurs, loi)


_NOMS: Final = {
    "constats": "pfa_annee_3",
    "avenant_second_assistant": "second_annee",
    "date_naissance": "age",
    "objectifs_convenus": "objectif_pfa",
    "seuils_caisse": "seuil_pfa_p50",
}


def _situation(donnees: dict[str, Any], erreurs: dict[str, str], loi: Loi) -> Situation:
    """Read all the fields together, leaving out, one at a time, those that contradict others or have no regime."""
    while True:
        try:
            situation = lire_situation(donnees)
            regime_applicable(loi, situation.date_signature, situation.lectures)
        except ErreurDeSaisie as faute:
            champ = faute.champ.partition("[")[0].partition(".")[0]
            erreurs.setdefault(_NOMS.get(champ, champ), faute.en_phrase)
            del donnees[champ]
        else:
            return situation


def _champs(bruts: dict[str, str], erreurs: dict[str, str]) -> list[tuple[str, str, Any]]:
    """Return (form field, field of the situation, value)."""
    trouves: list[tuple[str, str, Any]] = [(nom, nom, bruts[nom]) for nom in SIMPLES if nom in bruts]
    jour = _jour(bruts.get("date_signature", ""))
    if bruts.get("age") == AGE_DU_MAINTIEN:
        age = catalogue().bareme(catalogue().verifie_le).age_du_maintien
        trouves.append(("age", "date_naissance", plus_annees(jour, -age)))
    elif bruts.get("age") not in (None, MOINS_DE_65):
        erreurs["age"] = ErreurDeSaisie("age", bruts["age"], f"{MOINS_DE_65} ou {AGE_DU_MAINTIEN}").en_phrase
    if "objectif_particulier" in bruts:
        trouves.append(("objectif_particulier", "rqth_ou_ald", bruts["objectif_particulier"]))
    trouves += _groupes(bruts)
    for nom in STRUCTURES:
        if nom in bruts:
            try:
                trouves.append((nom, nom, json.loads(bruts[nom], parse_float=Decimal)))
            except ValueError:
                erreurs[nom] = ErreurDeSaisie(nom, bruts[nom], "du JSON correct").en_phrase
    return trouves


def _groupes(bruts: dict[str, str]) -> list[tuple[str, str, Any]]:
    groupes: list[tuple[str, str, Any]] = []
    convenus = {p: bruts[f"objectif_{p}"] for p in PATIENTELES if f"objectif_{p}" in bruts}
    if convenus:
        groupes.append(("objectif_pfa", "objectifs_convenus", convenus))
    seuils: dict[str, dict[str, str]] = {}
    for patientele in PATIENTELES:
        donnes = {s: bruts[f"seuil_{patientele}_{s}"] for s in SEUILS if f"seuil_{patientele}_{s}" in bruts}
        if donnes:
            seuils[patientele] = donnes
    if seuils:
        groupes.append(("seuil_pfa_p50", "seuils_caisse", seuils))
    second = {nom: bruts[f"second_{nom}"] for nom in ("annee", *PATIENTELES) if f"second_{nom}" in bruts}
    if second:
        groupes.append(("second_annee", "avenant_second_assistant", second))
    lectures = {nom.removeprefix("lecture_"): v for nom, v in bruts.items() if nom.startswith("lecture_")}
    if lectures:
        groupes.append((f"lecture_{next(iter(lectures))}", "lectures", lectures))
    constats = [constat for annee in ANNEES if (constat := _constat(annee, bruts))]
    if constats:
        premier = f"pfa_annee_{constats[0]['annee']}"
        groupes.append((premier, "constats", constats))
    return groupes


def _constat(annee: int, bruts: dict[str, str]) -> dict[str, Any]:
    constat: dict[str, Any] = {p: bruts[f"{p}_annee_{annee}"] for p in PATIENTELES if f"{p}_annee_{annee}" in bruts}
    if f"circonstances_annee_{annee}" in bruts:
        constat["circonstances_exceptionnelles"] = bruts[f"circonstances_annee_{annee}"]
        if f"decidee_annee_{annee}" in bruts:
            constat["part_decidee"] = bruts[f"decidee_annee_{annee}"]
    return {"annee": annee, **constat} if constat else {}


def _jour(brut: str) -> date:
    try:
        return date.fromisoformat(brut)
    except ValueError:
        return catalogue().verifie_le


def ecrire(donnees: Mapping[str, Any], **de_la_page: str) -> str:
    """Return the address (query string) of a situation given as JSON data; the law's version is added."""
    adresse = QueryDict(mutable=True)
    for nom, valeur in donnees.items():
        if valeur is not None:
            adresse.update({cle: str(v) for cle, v in _ecrire_un(nom, valeur, donnees).items()})
    adresse["droit"] = catalogue().version
    adresse.update(de_la_page)
    return adresse.urlencode()


def _ecrire_un(nom: str, valeur: Any, donnees: Mapping[str, Any]) -> dict[str, Any]:
    if nom == "date_naissance":
        age = catalogue().bareme(catalogue().verifie_le).age_du_maintien
        naissance = valeur if isinstance(valeur, date) else date.fromisoformat(valeur)
        atteint = plus_annees(naissance, age) <= _jour(str(donnees.get("date_signature") or ""))
        return {"age": AGE_DU_MAINTIEN if atteint else MOINS_DE_65}
    if nom == "rqth_ou_ald":
        return {"objectif_particulier": _oui_non(valeur)}
    if nom == "objectifs_convenus":
        return {f"objectif_{p}": v for p, v in valeur.items()}
    if nom == "seuils_caisse":
        return {f"seuil_{p}_{s}": v for p, seuils in valeur.items() for s, v in seuils.items()}
    if nom == "avenant_second_assistant":
        return {f"second_{cle}": v for cle, v in valeur.items()}
    if nom == "lectures":
        return {f"lecture_{cle}": v for cle, v in valeur.items()}
    if nom == "constats":
        return {cle: v for constat in valeur for cle, v in _ecrire_un_constat(constat).items()}
    if nom in STRUCTURES:
        return {nom: json.dumps(valeur, default=str)}
    return {nom: _oui_non(valeur) if isinstance(valeur, bool) else valeur}


def _ecrire_un_constat(constat: Mapping[str, Any]) -> dict[str, Any]:
    annee = constat["annee"]
    ecrit = {f"{p}_annee_{annee}": constat[p] for p in PATIENTELES if constat.get(p) is not None}
    if constat.get("circonstances_exceptionnelles"):
        ecrit[f"circonstances_annee_{annee}"] = "oui"
        if constat.get("part_decidee") is not None:
            ecrit[f"decidee_annee_{annee}"] = constat["part_decidee"]
    return ecrit


def _oui_non(valeur: object) -> object:
    return {True: "oui", False: "non"}[valeur] if isinstance(valeur, bool) else valeur
