"""The answers that an address gives, in words: what a result is about, and where each of them is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from binome.contrats.champs.description import Champ, champs
from binome.contrats.champs.formes import Forme
from binome.contrats.champs.noms import Place
from binome.contrats.dossier import Dossier
from binome.langue.courante import dire
from binome.langue.ecriture import en_date, nombre
from binome.moteur.erreurs import ErreurDeSaisie
from binome.web.etapes import etapes_utiles
from binome.web.formulaire import en_parties


@dataclass(frozen=True, slots=True)
class Reponse:
    """An answer given: what it is about in short, what was answered, the step where it is changed."""

    libelle: str
    valeur: str
    etape: str


def reponses(dossier: Dossier, valeurs: Mapping[str, str]) -> list[Reponse]:
    """Return the answers of an address in words, in the order of the steps that this doctor is asked."""
    noms = champs().adresses
    return [
        Reponse(_libelle(place), _en_mots(place, nom, saisie), etape.code)
        for etape, demandes in etapes_utiles(dossier)
        for nom in demandes
        if (saisie := valeurs.get(nom, "").strip()) and (place := noms.place(nom)) is not None
    ]


def toutes_les_reponses(valeurs: Mapping[str, str]) -> list[Reponse]:
    """Return every answer of an address in words, whether or not a step asks it."""
    noms = champs().adresses
    return [
        Reponse(_libelle(place), _en_mots(place, nom, saisie), "")
        for nom, brute in valeurs.items()
        if (saisie := brute.strip()) and (place := noms.place(nom)) is not None
    ]


def _forme(place: Place[Champ]) -> Forme[Any]:
    return place.champ.forme if place.sous is None else place.sous.forme


def _libelle(place: Place[Champ]) -> str:
    return dire(place.champ.libelle) if place.sous is None else en_parties(place, place.sous.libelle)


def _en_mots(place: Place[Champ], nom: str, saisie: str) -> str:
    forme = _forme(place)
    try:
        lue = forme.lire(nom, saisie)
        ecrite = forme.decrire(lue)
    except ErreurDeSaisie:
        return saisie
    choix = forme.choix()
    if isinstance(ecrite, bool):
        return dire("oui") if ecrite else dire("non")
    if str(ecrite) in choix:
        return choix[str(ecrite)]
    if isinstance(lue, date):
        return en_date(lue)
    return nombre(ecrite) if isinstance(ecrite, int) else str(ecrite)
