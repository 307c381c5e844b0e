"""The description of a situation's fields, read from `champs.toml`: everything that a face must know of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from binome.contrats.champs.composes import forme_de, ou_null
from binome.contrats.champs.formes import Forme, Genre, Json, Schema, avec_ecritures
from binome.contrats.champs.noms import Noms, profondeur
from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi
from binome.langue.ecriture import en_date
from binome.moteur.erreurs import ChampInconnu

FICHIER: Final = Path(__file__).with_name("champs.toml")


class Devenir(StrEnum):
    """What a field becomes when a new contract follows the term of the former one."""

    GARDE = "garde"
    EFFACE = "efface"
    REMPLACE = "remplace"


@dataclass(frozen=True, slots=True)
class OptionDeCommande:
    """How a field is given on the command line: one value, values separated by « : », or pairs « name=value »."""

    nom: str
    metavar: str
    aide: str
    positions: tuple[str, ...] = ()
    toutes: bool = False
    """Whether every position must be written, be it empty."""
    paires: bool = False
    repetable: bool = False
    exemple: str = ""

    @property
    def parametre(self) -> str:
        """Its name as the commands receive it."""
        return self.nom.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Champ:
    """One field of a situation: how it is called, asked, explained, read, written."""

    nom: str
    libelle: str
    forme: Forme[Any]
    question: str
    pourquoi: str
    ou: str
    presume: str | None
    groupe: str
    au_terme: Devenir
    personnel: bool
    exemple: Json
    option: OptionDeCommande | None
    titres: tuple[str, ...] = ()
    """Other titles that a column of a file may bear."""


class Champs(Mapping[str, Champ]):
    """The fields by name, in the order in which they are asked, and their flat names."""

    def __init__(self, brut: Mapping[str, Any], loi: Loi) -> None:
        self.groupes: dict[str, str] = dict(brut["groupes"])
        bruts = {nom: un for nom, un in brut.items() if nom != "groupes"}
        self._champs = {nom: _champ(nom, un, loi) for nom, un in bruts.items()}
        objets = [nom for nom, champ in self._champs.items() if champ.forme.genre is Genre.OBJET]
        par_points = {nom: ".".join([nom, *profondeur(self._champs[nom].forme)]) for nom in objets}
        self.colonnes = Noms(self._champs, {**par_points, **_gabarits(bruts, "colonne")}, courts=False)
        self.adresses = Noms(self._champs, _gabarits(bruts, "adresse"), courts=True)

    def __getitem__(self, nom: str) -> Champ:
        return self._champs[nom]

    def __iter__(self) -> Iterator[str]:
        return iter(self._champs)

    def __len__(self) -> int:
        return len(self._champs)

    def lire(self, donnees: Mapping[str, object]) -> dict[str, Any]:
        """Read the values given, one by one; null is unknown.

        Raises:
            ErreurDeSaisie: unknown key, unreadable value.
        """
        for nom in donnees:
            if nom not in self._champs:
                raise ChampInconnu(str(nom), self)
        return {nom: self._champs[nom].forme.lire(nom, brut) for nom, brut in donnees.items() if brut is not None}

    def decrire(self, lue: object) -> dict[str, Json]:
        """Return what is known of a situation, as canonical JSON."""
        vide = type(lue)()
        valeurs = {nom: getattr(lue, nom) for nom in self._champs}
        dites = {nom: valeur for nom, valeur in valeurs.items() if valeur != getattr(vide, nom)}
        return {nom: self._champs[nom].forme.decrire(valeur) for nom, valeur in dites.items()}

    def en_mots(self, nom: str, brut: object) -> str:
        """Return a value as a reader would say it: a day in words, the label of a code, what was written otherwise."""
        forme = self._champs[nom].forme
        lue = forme.lire(nom, brut)
        return en_date(lue) if isinstance(lue, date) else forme.choix().get(str(forme.decrire(lue)), str(brut))

    def schema(self) -> Schema:
        """Return the JSON Schema of a situation."""
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Situation",
            "type": "object",
            "additionalProperties": False,
            "properties": {
                nom: {"description": champ.libelle, "examples": [champ.exemple], **ou_null(champ.forme.schema)}
                for nom, champ in self._champs.items()
            },
        }


def _champ(nom: str, brut: Mapping[str, Any], loi: Loi) -> Champ:
    forme = avec_ecritures(forme_de(brut, loi), brut.get("ecritures", {}))
    return Champ(
        nom,
        brut["libelle"],
        forme,
        brut["question"],
        brut["pourquoi"],
        brut["ou"],
        brut.get("presume"),
        brut.get("groupe", ""),
        Devenir(brut.get("au_terme", Devenir.GARDE)),
        brut.get("personnel", False),
        brut.get("exemple", forme.exemple),
        _option(nom, brut, forme),
        tuple(brut.get("titres", ())),
    )


def _option(nom: str, brut: Mapping[str, Any], forme: Forme[Any]) -> OptionDeCommande | None:
    propre = nom.replace("_", "-")
    if not forme.sous:
        return OptionDeCommande(propre, forme.indice, brut["libelle"])
    if "option" not in brut:
        return None
    decrite = {"nom": propre, "aide": brut["libelle"], **brut["option"]}
    positions = tuple(decrite.pop("positions", ()))
    metavar = decrite.pop("metavar", ":".join(positions).upper())
    return OptionDeCommande(**decrite, metavar=metavar, positions=positions)


def _gabarits(bruts: Mapping[str, Any], dialecte: str) -> dict[str, str]:
    return {nom: un[dialecte] for nom, un in bruts.items() if dialecte in un}


@lru_cache(maxsize=16)
def champs_de(loi: Loi) -> Champs:
    """Return the fields as a law reads them."""
    return Champs(tomllib.loads(FICHIER.read_text("utf-8")), loi)


def champs(loi: Loi | str | None = None) -> Champs:
    """Return the fields as a law reads them, the one in force by default."""
    return champs_de(loi_choisie(loi))
