"""The description of what the employer gives, read from `champs.toml`: the forms are those of a situation's fields."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from binome.contrats.champs.description import OptionDeCommande
from binome.contrats.champs.formes import PART, Forme, Genre, Json, code, entier
from binome.economie.catalogue import catalogue_economique
from binome.economie.codes import Position
from binome.moteur import saisie
from binome.moteur.erreurs import ChampInconnu, ErreurDeSaisie
from binome.moteur.nombres_ecrits import EUROS

CENTIMES: Final = 100
_SOMME_MAXIMALE: Final = 1_000_000
_ANNEES_MAXIMALES: Final = 50
_SALARIES_MAXIMAUX: Final = 50
_UNE_SOMME: Final = "une somme en euros, de zéro à un million, avec deux décimales au plus"
_PREMIERE, _DERNIERE = Position.POSITION_5, Position.POSITION_9


@dataclass(frozen=True, slots=True)
class ChampDuProjet:
    """One thing that the employer may give: how it is called, read, explained, where to find it."""

    nom: str
    libelle: str
    forme: Forme[Any]
    pourquoi: str
    ou: str
    presume: str | None
    option: OptionDeCommande


def _euros(centimes: int) -> str:
    return f"{centimes // CENTIMES}.{centimes % CENTIMES:02d}"


def _lire_montant(champ: str, valeur: object) -> int:
    return saisie.lire_unites(champ, valeur, CENTIMES, _SOMME_MAXIMALE, _UNE_SOMME, EUROS)


MONTANT: Final = Forme(
    Genre.DECIMAL,
    _lire_montant,
    _euros,
    {"anyOf": [{"type": "number", "minimum": 0, "maximum": _SOMME_MAXIMALE}, {"type": "string"}]},
    _UNE_SOMME,
    "20.00",
    indice="SOMME",
    unite="euros",
)


def _lire_montants(champ: str, valeur: object) -> tuple[int, ...]:
    attendu = f"une liste de sommes en euros, {_SALARIES_MAXIMAUX} au plus"
    if not isinstance(valeur, list | tuple) or len(valeur) > _SALARIES_MAXIMAUX:
        raise ErreurDeSaisie(champ, valeur, attendu)
    return tuple(_lire_montant(f"{champ}[{rang}]", un) for rang, un in enumerate(valeur))


MONTANTS: Final[Forme[tuple[int, ...]]] = Forme(
    Genre.LISTE,
    _lire_montants,
    lambda sommes: [_euros(une) for une in sommes],
    {"type": "array", "items": MONTANT.schema},
    "une liste de sommes en euros",
    ["24000.00"],
    indice="SOMME",
)


def _lire_lectures(champ: str, valeur: object) -> tuple[tuple[str, str], ...]:
    connues = catalogue_economique().lectures
    lues = saisie.lire_objet(champ, valeur, connues)
    return tuple(
        (
            nom,
            saisie.lire_code(
                f"{champ}.{nom}", choix, {c: c for c in connues[nom].choix}, " ou ".join(connues[nom].choix)
            ),
        )
        for nom, choix in sorted(lues.items())
    )


LECTURES: Final[Forme[tuple[tuple[str, str], ...]]] = Forme(
    Genre.OBJET,
    _lire_lectures,
    lambda choix: dict(choix),
    {"type": "object"},
    "un objet {lecture: choix}",
    {"smic_de_la_reduction": "suivi"},
    indice="NOM=CHOIX",
)

_POSITIONS: Final = {str(p.code): p for p in Position if _PREMIERE <= p <= _DERNIERE}
FORMES: Final[Mapping[str, Forme[Any]]] = {
    "position": code(_POSITIONS, "une position de 5 à 9", lambda: {p.code: p.libelle for p in _POSITIONS.values()}),
    "montant": MONTANT,
    "montants": MONTANTS,
    "part": PART,
    "annees": entier(0, _ANNEES_MAXIMALES, f"un nombre d'années, de 0 à {_ANNEES_MAXIMALES}", "années"),
    "lectures": LECTURES,
}
"""Every form by its name in `champs.toml`."""


def _champ(nom: str, brut: Mapping[str, str]) -> ChampDuProjet:
    forme = FORMES[brut["forme"]]
    option = OptionDeCommande(
        nom.replace("_", "-"),
        forme.indice,
        brut["libelle"],
        paires=forme.genre is Genre.OBJET,
        repetable=forme.genre in (Genre.OBJET, Genre.LISTE),
    )
    return ChampDuProjet(nom, brut["libelle"], forme, brut["pourquoi"], brut["ou"], brut.get("presume"), option)


@cache
def champs_du_projet() -> dict[str, ChampDuProjet]:
    """Return the fields of a project, in the order in which they are asked."""
    bruts = tomllib.loads(Path(__file__).with_name("champs.toml").read_text("utf-8"))
    return {nom: _champ(nom, brut) for nom, brut in bruts.items()}


def lire_champs(donnees: Mapping[str, object]) -> dict[str, Any]:
    """Read the values given, one by one; null is unknown.

    Raises:
        ErreurDeSaisie: unknown key, unreadable value.
    """
    champs = champs_du_projet()
    for nom in donnees:
        if nom not in champs:
            raise ChampInconnu(str(nom), champs, "le projet d'emploi")
    return {nom: champs[nom].forme.lire(nom, brut) for nom, brut in donnees.items() if brut is not None}


def decrire(nom: str, valeur: object) -> Json:
    """Return the canonical JSON of a value of a field."""
    ecrire: Callable[[Any], Json] = champs_du_projet()[nom].forme.decrire
    return ecrire(valeur)
