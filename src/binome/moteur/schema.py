"""The JSON Schema of an answer, read from the types of its records and from what `rendu` writes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from binome.moteur.codes import Code, Codes
from binome.moteur.rendu import SIGNE, ChampRendu, ClesPropres, champs_rendus, est_un_mot, est_un_nombre

Schema = dict[str, Any]

DIALECTE: Final = "https://json-schema.org/draft/2020-12/schema"
_SOMME: Final = {"type": "string", "pattern": r"^[0-9]+\.[0-9]{2}$"}
_SOMME_SIGNEE: Final = {"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$"}
_SIMPLES: Final[Mapping[Any, Schema]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    NoneType: {"type": "null"},
    Decimal: _SOMME,
    Fraction: {"type": "string", "pattern": "^[0-9]+(/[0-9]+)?$"},
    date: {"type": "string", "format": "date"},
    Any: {},
}


def schema(titre: str, classe: type) -> Schema:
    """Return the schema of a record, those of the records inside it among its definitions."""
    definitions: dict[str, Schema] = {}
    racine = _Lecteur(definitions).objet(classe)
    return {"$schema": DIALECTE, "title": titre, **racine, **({"$defs": definitions} if definitions else {})}


def definir(type_: Any, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a type, and add to `definitions` the records that it is made of."""
    return _Lecteur(definitions).de(type_)


class _Lecteur:
    """Types to schemas; each record is defined once, under the name of its class."""

    def __init__(self, definitions: dict[str, Schema]) -> None:
        self.definitions = definitions

    def objet(self, classe: type) -> Schema:
        """Return the schema of the object that a record is written as."""
        types = get_type_hints(classe, include_extras=True)
        proprietes: dict[str, Schema] = {}
        obligatoires: list[str] = []
        rendu: Schema = {"type": "object", "required": obligatoires, "properties": proprietes}
        for champ in champs_rendus(classe):
            if champ.presentation.a_plat:
                self._a_plat(types[champ.nom], rendu)
            else:
                proprietes[champ.cle] = self._champ(champ, types[champ.nom])
                obligatoires += [] if champ.presentation.facultatif else [champ.cle]
        return rendu

    def _a_plat(self, type_: Any, rendu: Schema) -> None:
        """Add to an object the keys of a value that stands among its own."""
        contenu = get_args(type_)[0] if get_origin(type_) is tuple else type_
        if issubclass(contenu, ClesPropres):
            rendu["additionalProperties"] = self.de(get_args(get_type_hints(contenu.paires)["return"])[1])
            return
        dedans = self.objet(contenu)
        rendu["properties"] |= dedans["properties"]
        rendu["required"] += dedans["required"]

    def _champ(self, champ: ChampRendu, type_: Any) -> Schema:
        presentation = champ.presentation
        if presentation.centimes:
            return _SOMME_SIGNEE
        if presentation.parmi is not None:
            choix = {"enum": list(presentation.parmi())}
            return {"anyOf": [choix, _SIMPLES[NoneType]]} if NoneType in get_args(type_) else choix
        if presentation.facultatif:
            return self.union(tuple(un for un in get_args(type_) if un is not NoneType))
        return self.de(type_)

    def de(self, type_: Any) -> Schema:
        """Return the schema of any type of a field."""
        if type_ in _SIMPLES:
            return _SIMPLES[type_]
        origine = get_origin(type_)
        if origine is not None:
            return self._compose(origine, get_args(type_))
        if issubclass(type_, Codes):
            return {"enum": [str(membre.code) for membre in type_]}
        if issubclass(type_, StrEnum):
            return {"enum": [str(membre) for membre in type_]}
        if est_un_mot(type_):
            return _SIMPLES[str]
        if est_un_nombre(type_):
            return {"type": "number"}
        if isinstance(type_, type) and is_dataclass(type_):
            return self._reference(type_)
        raise TypeError(f"{type_!r} n'a pas de schéma.")

    def _compose(self, origine: object, arguments: tuple[object, ...]) -> Schema:
        if origine in _COMPOSES:
            return _COMPOSES[origine](self, arguments)
        raise TypeError(f"{origine!r} n'a pas de schéma.")

    def _reference(self, classe: type) -> Schema:
        nom = classe.__name__
        if nom not in self.definitions:
            self.definitions[nom] = {}
            self.definitions[nom] = self.objet(classe)
        return {"$ref": f"#/$defs/{nom}"}

    def union(self, arguments: tuple[object, ...]) -> Schema:
        """Return the schema of one type among several."""
        formes = [self.de(argument) for argument in arguments]
        return formes[0] if len(formes) == 1 else {"anyOf": formes}

    def annote(self, arguments: tuple[object, ...]) -> Schema:
        """Return the schema of a type with a mark."""
        return _SOMME_SIGNEE if SIGNE in arguments else self.de(arguments[0])

    def suite(self, arguments: tuple[object, ...]) -> Schema:
        """Return the schema of a list: of any length, or of these elements."""
        if arguments[-1] is Ellipsis or len(arguments) == 1:
            return {"type": "array", "items": self.de(arguments[0])}
        return {
            "type": "array",
            "prefixItems": [self.de(argument) for argument in arguments],
            "minItems": len(arguments),
            "maxItems": len(arguments),
        }

    def dictionnaire(self, arguments: tuple[object, ...]) -> Schema:
        """Return the schema of an object: one property per code of an enumeration, or any keys."""
        cle, valeur = arguments
        forme = self.de(valeur)
        codes = self.de(cle).get("enum")
        if codes is None:
            return {"type": "object", "additionalProperties": forme}
        return {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(codes, forme)}


def _litteral(_lecteur: _Lecteur, arguments: tuple[object, ...]) -> Schema:
    return {"enum": list(arguments)}


def _code(lecteur: _Lecteur, arguments: tuple[object, ...]) -> Schema:
    return lecteur.de(arguments[0])


_COMPOSES: Final[Mapping[Any, Callable[[_Lecteur, tuple[Any, ...]], Schema]]] = {
    Union: _Lecteur.union,
    UnionType: _Lecteur.union,
    Annotated: _Lecteur.annote,
    Literal: _litteral,
    Code: _code,
    tuple: _Lecteur.suite,
    list: _Lecteur.suite,
    dict: _Lecteur.dictionnaire,
}
