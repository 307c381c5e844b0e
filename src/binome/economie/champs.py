"""The description of what the employer gives, read from `champs.toml`: the forms are those of a situation's fields."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from binome.contrats.champs.description import OptionDeCommande
from binome.contrats.champs.formes import Forme, Genre, Json
from binome.economie.formes import FORMES
from binome.moteur.erreurs import ChampInconnu


@dataclass(frozen=True, slots=True)
class ChampDuProjet:
    """One thing that the employer may give: how it is called, read, explained, where to find it."""

    nom: str
    libelle: str
    forme: Forme[Any]
    pourquoi: str
    ou: str
    presume: str | None
    hypothese: str
    """What the figures suppose when the field is absent, in a sentence."""
    option: OptionDeCommande


def _champ(nom: str, brut: Mapping[str, str]) -> ChampDuProjet:
    forme = FORMES[brut["forme"]]
    option = OptionDeCommande(
        nom.replace("_", "-"),
        forme.indice,
        brut["libelle"],
        paires=forme.genre is Genre.OBJET,
        repetable=forme.genre in (Genre.OBJET, Genre.LISTE),
    )
    dits = (brut["pourquoi"], brut["ou"], brut.get("presume"), brut.get("hypothese", ""))
    return ChampDuProjet(nom, brut["libelle"], forme, *dits, option)


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
