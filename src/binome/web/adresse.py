"""A situation in an address, and back: no birth date, no health datum, every field by its own name.

The age is a bracket, RQTH and ALD are « an objective agreed with the caisse ». Nothing else is stored anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import QueryDict

from binome.contrats.champs.description import champs
from binome.contrats.situation import Situation, lire_situation
from binome.droit.bareme import Bareme
from binome.droit.cadre import regime_applicable
from binome.droit.choix import loi_choisie
from binome.droit.codes import TrancheDAge
from binome.droit.loi import Loi, loi_en_vigueur
from binome.moteur.calendrier import plus_annees
from binome.moteur.donnees_lues import TexteRefuse, lire_json
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.saisie import lire_date
from binome.web.projet_d_emploi import DU_PROJET

DE_LA_PAGE: Final = (
    "droit",
    "etape",
    "depuis",
    "annee",
    "doutes",
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
    "montant",
    "chiffre",
    *DU_PROJET,
)
REFORME: Final = "reforme"
"""Name of the ready-made reform that an address applies."""


@dataclass(frozen=True, slots=True)
class Substitution:
    """What an address says in place of a personal field.

    `lire` turns the words of the address into a value of the field (None: nothing to say), `ecrire` does the reverse;
    both receive the day of signature.
    """

    nom: str
    lire: Callable[[str, date], Any]
    ecrire: Callable[[Any, date], str]


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


def _tranche(naissance: date | str, signature: date) -> str:
    jour = naissance if isinstance(naissance, date) else date.fromisoformat(naissance)
    atteint = plus_annees(jour, nombres_en_vigueur().age_du_maintien) <= signature
    return (TrancheDAge.AGE_DU_MAINTIEN if atteint else TrancheDAge.AVANT_LE_MAINTIEN).code


def nombres_en_vigueur() -> Bareme:
    """Return the numbers of the last day of checking: what a form asks does not depend on a reform."""
    loi = loi_en_vigueur()
    return loi.bareme(loi.catalogue.verifie_le)


SUBSTITUTIONS: Final[Mapping[str, Substitution]] = {
    "date_naissance": Substitution("age", lambda _tranche, _signature: None, _tranche),
    "rqth_ou_ald": Substitution(
        "objectif_particulier", lambda mot, _signature: mot, lambda oui, _signature: str(_en_mots(oui))
    ),
}
"""Every field that the description calls personal is here: the others stand in addresses as they are."""


def lire(requete: Mapping[str, str]) -> Lue:
    """Read an address. Fields that cannot be read are left unknown and reported by the name of their form field."""
    erreurs: dict[str, str] = {}
    bruts = {nom: valeur.strip() for nom, valeur in requete.items() if valeur.strip()}
    loi = _loi(bruts.get(REFORME), erreurs)
    donnees = _donnees(bruts, erreurs)
    for nom in list(donnees):
        try:
            champs().lire({nom: donnees[nom]})
        except ErreurDeSaisie as faute:
            erreurs[_nom_fautif(faute, nom, donnees, bruts)] = faute.en_phrase
            del donnees[nom]
    return Lue(donnees, _situation(donnees, bruts, erreurs, loi), erreurs, loi)


def _loi(reforme: str | None, erreurs: dict[str, str]) -> Loi:
    """Return the law that an address applies: in force when it names no reform, or one that does not exist."""
    try:
        return loi_choisie(reforme)
    except ErreurDeSaisie as faute:
        erreurs[REFORME] = faute.en_phrase
        return loi_choisie()


def _donnees(bruts: Mapping[str, str], erreurs: dict[str, str]) -> dict[str, object]:
    """Return the fields of the situation that an address gives, as JSON data."""
    noms = champs().adresses
    signature = _jour(bruts.get("date_signature", ""))
    plat = {nom: v for nom, v in bruts.items() if (place := noms.place(nom)) and not place.champ.personnel}
    donnees = noms.composer(plat)
    for champ, substitution in SUBSTITUTIONS.items():
        if substitution.nom in bruts:
            try:
                lu = substitution.lire(bruts[substitution.nom], signature)
            except ErreurDeSaisie as faute:
                erreurs[substitution.nom] = faute.en_phrase
            else:
                donnees |= {} if lu is None else {champ: lu}
    for nom in _riches():
        if nom in bruts:
            try:
                donnees[nom] = lire_json(bruts[nom], une_ligne=True)
            except TexteRefuse as faute:
                erreurs[nom] = ErreurDeSaisie(nom, bruts[nom], "du JSON correct", faute.conseil).en_phrase
    return donnees


def _riches() -> list[str]:
    """Return the fields too rich for a form: JSON in the address, kept as they are."""
    return [nom for nom, champ in champs().items() if champ.forme.sous and not champs().adresses.emboite(nom)]


def _situation(donnees: dict[str, object], bruts: Mapping[str, str], erreurs: dict[str, str], loi: Loi) -> Situation:
    """Read all the fields together, leaving out, one at a time, those that contradict others or have no regime."""
    while True:
        try:
            situation = lire_situation(donnees, loi)
            regime_applicable(loi, situation.date_signature, situation.lectures)
        except ErreurDeSaisie as faute:
            champ = faute.champ.partition("[")[0].partition(".")[0]
            erreurs.setdefault(_nom_fautif(faute, champ, donnees, bruts), faute.en_phrase)
            del donnees[champ]
        else:
            return situation


def _nom_fautif(faute: ErreurDeSaisie, champ: str, donnees: Mapping[str, object], bruts: Mapping[str, str]) -> str:
    """Return the part of the address at fault: the one that the refusal names, or the first of the same field."""
    if champ in SUBSTITUTIONS:
        return SUBSTITUTIONS[champ].nom
    noms = champs().adresses
    precis = noms.nom_du_champ(faute.champ, donnees)
    donnes = [nom for nom in bruts if (place := noms.place(nom)) and place.champ.nom == champ]
    return precis if precis in donnes else next(iter(donnes), champ)


def _jour(brut: str) -> date:
    try:
        return lire_date("date_signature", brut)
    except ErreurDeSaisie:
        return loi_en_vigueur().catalogue.verifie_le


def ecrire(donnees: Mapping[str, object], **de_la_page: str) -> str:
    """Return the address (query string) of a situation given as JSON data; the law's version is added.

    A reform is a word of its own in the address (`REFORME`), that links keep; the version is that of the law in force.
    """
    signature = _jour(str(donnees.get("date_signature") or ""))
    adresse = QueryDict(mutable=True)
    for nom, valeur in champs().adresses.aplatir(donnees).items():
        if nom in SUBSTITUTIONS:
            adresse[SUBSTITUTIONS[nom].nom] = SUBSTITUTIONS[nom].ecrire(valeur, signature)
        elif nom in _riches():
            adresse[nom] = json.dumps(valeur, default=str)
        elif nom not in champs() or not champs()[nom].personnel:
            adresse[nom] = str(_en_mots(valeur))
    adresse["droit"] = loi_en_vigueur().version
    adresse.update(de_la_page)
    return adresse.urlencode()


def reprendre(valeurs: Mapping[str, str]) -> str:
    """Return the address (query string) of answers as they already stand in an address, unread ones included.

    What belongs to the page or stands in no address is left out; the law's version is that in force.
    """
    personnels = {nom for nom, champ in champs().items() if champ.personnel}
    adresse = QueryDict(mutable=True)
    for nom, valeur in valeurs.items():
        if valeur and nom not in personnels:
            adresse[nom] = valeur
    adresse["droit"] = loi_en_vigueur().version
    return adresse.urlencode()


def _en_mots(valeur: object) -> object:
    return {True: "oui", False: "non"}[valeur] if isinstance(valeur, bool) else valeur
