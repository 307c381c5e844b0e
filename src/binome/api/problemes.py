"""What is answered when there is no answer: problem details (RFC 9457), from the one tree of errors.

A problem of HTTP itself (no such address, wrong type of content) is one of the natures below; every other one is a
class of `moteur.erreurs`, whose code, title and status it says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.http import HttpResponse

from binome.langue.courante import dire
from binome.moteur.erreurs import DEFAUT, ErreurBinome, ErreurDeSaisie
from binome.moteur.rendu import FACULTATIF, EnJson

TYPE_DE_CONTENU: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Nature(EnJson):
    """A kind of problem: what programs call it, the status it is answered with, what people read."""

    code: str
    statut: int
    titre: str


@dataclass(frozen=True, slots=True)
class Probleme(EnJson):
    """A problem, as it is answered; `champ` and `attendu` when a field of the request is at fault."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str | None = field(default=None, metadata=FACULTATIF)
    champ: str | None = field(default=None, metadata=FACULTATIF)
    attendu: str | None = field(default=None, metadata=FACULTATIF)


DE_HTTP: Final[Mapping[int, Nature]] = {
    nature.statut: nature
    for nature in (
        Nature("requete_illisible", 400, "La requête ne se lit pas"),
        Nature("introuvable", 404, "Il n'y a rien à cette adresse"),
        Nature("methode_refusee", 405, "Cette adresse ne répond pas à cette méthode"),
        Nature("format_indisponible", 406, "La réponse n'existe pas dans ce format"),
        Nature("corps_trop_grand", 413, "Le corps de la requête est trop grand"),
        Nature("adresse_trop_longue", 414, "L'adresse est trop longue"),
        Nature("format_inconnu", 415, "Le corps de la requête n'est pas dans un format lu ici"),
        Nature("trop_de_requetes", 429, "Trop de requêtes en peu de temps"),
        Nature("panne", 500, "Une panne de Binôme"),
    )
}
"""What HTTP itself may refuse, by status."""
HORS_DU_SCHEMA: Final = Nature("hors_du_schema", 400, "Une valeur n'est pas écrite comme le schéma le dit")


class RefusHttp(Exception):
    """A request that HTTP itself refuses: its nature, a sentence, headers that go with it."""

    def __init__(self, statut: int, detail: str, entetes: Mapping[str, str] | None = None, champ: str = "") -> None:
        self.nature = DE_HTTP[statut]
        self.entetes = entetes or {}
        self.champ = champ
        super().__init__(detail)


class HorsDuSchema(RefusHttp):
    """A value that can be read, and that is not written as the schema says."""

    def __init__(self, champ: str) -> None:
        conseil = dire("Cette écriture se lit, mais l'API ne prend que celle de son schéma : voyez openapi.json.")
        super().__init__(400, conseil, champ=champ)
        self.nature = HORS_DU_SCHEMA


def natures() -> tuple[Nature, ...]:
    """Return every kind of problem, those of the tree of errors first."""
    return (*(nature_de(classe) for classe in _famille(ErreurBinome)), HORS_DU_SCHEMA, *DE_HTTP.values())


def _famille(classe: type[ErreurBinome]) -> Iterator[type[ErreurBinome]]:
    yield classe
    for fille in classe.__subclasses__():
        if fille.__module__.startswith("binome.moteur"):
            yield from _famille(fille)


def nature_de(classe: type[ErreurBinome]) -> Nature:
    """Return the kind of problem that a class of errors is."""
    return Nature(classe.code(), classe.consequence.statut_http, classe.titre)


def probleme_de(refus: Exception) -> Probleme:
    """Return what is answered of a refusal, in the current language; a defect of ours says nothing of itself."""
    if isinstance(refus, RefusHttp):
        return _probleme(refus.nature, str(refus), champ=refus.champ or None)
    if not isinstance(refus, ErreurBinome) or refus.consequence == DEFAUT:
        return _probleme(DE_HTTP[500], dire("La réponse n'a pas pu être calculée ; l'incident est noté."))
    nature = nature_de(_publique(type(refus)))
    if isinstance(refus, ErreurDeSaisie):
        return _probleme(nature, refus.en_phrase, champ=refus.champ or None, attendu=dire(refus.attendu))
    return _probleme(nature, refus.en_phrase)


def _publique(classe: type[ErreurBinome]) -> type[ErreurBinome]:
    """Return the nearest class that the tree of errors itself has."""
    connues = set(_famille(ErreurBinome))
    return next(une for une in classe.__mro__ if une in connues)


def _probleme(nature: Nature, detail: str, champ: str | None = None, attendu: str | None = None) -> Probleme:
    adresse = f"{settings.PROGRAMMES}problemes/{nature.code}"
    return Probleme(adresse, dire(nature.titre), nature.statut, detail, nature.code, None, champ, attendu)


def en_reponse(probleme: Probleme, entetes: Mapping[str, str] | None = None) -> HttpResponse:
    """Return a problem as an answer."""
    texte = json.dumps(probleme.en_json(), ensure_ascii=False)
    return HttpResponse(texte.encode(), TYPE_DE_CONTENU, status=probleme.status, headers=dict(entetes or {}))


def refuser(refus: Exception) -> HttpResponse:
    """Return the answer to what cannot be answered."""
    return en_reponse(probleme_de(refus), refus.entetes if isinstance(refus, RefusHttp) else None)
