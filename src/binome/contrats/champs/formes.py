"""The forms of fields: a record each, that reads a value, describes it, says what is accepted. Here the simple ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final, Generic, TypeAlias, TypeVar

from binome.langue.courante import dire
from binome.moteur import saisie
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.mots import aplatir

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Schema: TypeAlias = dict[str, Any]
V = TypeVar("V")

PROROGATIONS_MAXIMALES: Final = 4
_DATE: Final = (
    r"^(?:(?:19|20)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:19(?:0[48]|[2468][048]|[13579][26])|20(?:[02468][048]|[13579][26]))-02-29)$"
)
_DEPARTEMENT: Final = re.compile(r"^(?:0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-8]|98[4-8])$")
_CENTIEMES: Final = r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2})?|100(?:\.0{1,2})?)$"
_PART: Final = r"^(?:0(?:\.[0-9]{1,4})?|1(?:\.0{1,4})?)$"
_SOMME: Final = r"^(?:[0-9]{1,6}(?:\.[0-9]{1,2})?|1000000(?:\.0{1,2})?)$"
_FRACTION: Final = r"^(?:[0-9]{1,4}|10000)/(?:[1-9][0-9]{0,3}|10000)$"


class Genre(StrEnum):
    """What a face must know of a form to ask for a value."""

    DATE = "date"
    ENTIER = "entier"
    DECIMAL = "decimal"
    OUI_NON = "oui_non"
    CODE = "code"
    TEXTE = "texte"
    OBJET = "objet"
    LISTE = "liste"


class Lien(StrEnum):
    """What ties the parts of a field: nothing, numbers that grow strictly in their order, or another condition."""

    AUCUN = "aucun"
    CROISSANTS = "croissants"
    AUTRE = "autre"


@dataclass(frozen=True, slots=True)
class Forme(Generic[V]):
    """A form of field: `schema` accepts what `lire` reads, and `lire` gives back what `decrire` wrote."""

    genre: Genre
    lire: Callable[[str, Any], V]
    """Read a value, or refuse it in one sentence that names the field."""
    decrire: Callable[[V], Json]
    """Canonical JSON of a value."""
    schema: Schema
    attendu: str
    """What is accepted, in French: the words of the refusals."""
    exemple: Json
    indice: str = "VALEUR"
    """What the command line shows in place of the value."""
    unite: str = ""
    choix: Callable[[], dict[str, str]] = dict
    """Codes that may be chosen and their labels in the current language."""
    libelles: Mapping[str, str] = field(default_factory=dict)
    """French labels given with the field itself; those of the law's codes are in the law."""
    sous: Mapping[str, SousChamp] = field(default_factory=dict)
    cle: str = ""
    """For a list: the field that tells its items apart."""
    lien: Lien = Lien.AUCUN
    """Whether a part may be refused because of its neighbours."""
    ouverte: bool = False
    """Whether its fields are names of the law: one that the law no longer knows is refused, never passed over."""


@dataclass(frozen=True, slots=True)
class SousChamp:
    """A field inside another one."""

    nom: str
    forme: Forme[Any]
    libelle: str = ""
    aide: str = ""
    court: str = ""
    """Its name in addresses, when it is shorter there."""
    obligatoire: str = ""
    """What is missing when it is absent, in French; empty when it may be."""
    formulaire: bool = True


def entier(minimum: int, maximum: int, attendu: str, unite: str = "", exemple: int = 1) -> Forme[int]:
    """Return the form of a whole number within bounds."""
    return Forme(
        Genre.ENTIER,
        lambda champ, brut: saisie.lire_entier(champ, brut, minimum, maximum, attendu),
        lambda valeur: valeur,
        {"type": "integer", "minimum": minimum, "maximum": maximum},
        attendu,
        exemple,
        indice="N",
        unite=unite,
    )


def code(codes: Mapping[str, V], attendu: str, choix: Callable[[], dict[str, str]]) -> Forme[V]:
    """Return the form of one code among a few; of several codes for one value, the first is the one written."""
    canoniques = {valeur: nom for nom, valeur in reversed(list(codes.items()))}
    return Forme(
        Genre.CODE,
        lambda champ, brut: saisie.lire_code(champ, brut, codes, attendu),
        lambda valeur: canoniques[valeur],
        {"enum": list(codes)},
        attendu,
        next(iter(codes)),
        indice="|".join(nom for nom in codes if canoniques[codes[nom]] == nom),
        choix=choix,
    )


def avec_ecritures(forme: Forme[V], ecritures: Mapping[str, Sequence[str]]) -> Forme[V]:
    """Return a form of codes that also reads their labels and other ways of writing them."""
    if not ecritures:
        return forme
    par_mots = {aplatir(mots): code for code, plusieurs in ecritures.items() for mots in plusieurs}

    def lire(champ: str, valeur: object) -> V:
        plat = aplatir(valeur) if isinstance(valeur, str) else ""
        libelle = next((code for code, mots in forme.choix().items() if plat and aplatir(mots) == plat), None)
        return forme.lire(champ, par_mots.get(plat) or libelle or valeur)

    return replace(forme, lire=lire)


def mot(choix: Mapping[str, str]) -> Forme[str]:
    """Return the form of one word among a few, given with their labels."""
    codes = {un: un for un in choix}
    forme = code(codes, " ou ".join(codes), lambda: {un: dire(libelle) for un, libelle in choix.items()})
    return replace(forme, libelles=choix)


def _decimal(valeur: Fraction) -> str:
    """Return an exact short decimal, as text: no binary float may enter a receipt."""
    return format((Decimal(valeur.numerator) / Decimal(valeur.denominator)).normalize(), "f")


def _nombre_ou_texte(maximum: int, motif: str) -> Schema:
    """Return the schema of a decimal: text, exactly, or a JSON number.

    The decimals of a number are not counted: validators divide binary floats, and would refuse 0.6 for four decimals.
    """
    nombre = {"type": "number", "minimum": 0, "maximum": maximum}
    return {"anyOf": [nombre, {"type": "string", "pattern": motif}]}


JOUR: Final = Forme(
    Genre.DATE,
    saisie.lire_date,
    lambda jour: jour.isoformat(),
    {"type": "string", "format": "date", "pattern": _DATE},
    saisie.UNE_DATE,
    "2024-09-01",
    indice="AAAA-MM-JJ",
)
COMPTE: Final = replace(entier(0, saisie.COMPTE_MAXIMAL, saisie.UN_COMPTE, "patients", 900), lire=saisie.lire_compte)
CENTIEMES: Final = Forme(
    Genre.DECIMAL,
    saisie.lire_centiemes,
    lambda valeur: _decimal(Fraction(valeur, saisie.CENTIEMES)),
    _nombre_ou_texte(saisie.CENTIEMES, _CENTIEMES),
    saisie.UN_RANG,
    "72.5",
    indice="RANG",
    unite="rang",
)
PART: Final = Forme(
    Genre.DECIMAL,
    saisie.lire_part,
    lambda valeur: _decimal(Fraction(*valeur)),
    _nombre_ou_texte(1, _PART),
    saisie.UNE_PART,
    "0.85",
    indice="PART",
    unite="part",
)
FRACTION: Final = Forme(
    Genre.DECIMAL,
    saisie.lire_fraction,
    lambda valeur: "/".join(map(str, valeur)),
    {"anyOf": [*PART.schema["anyOf"], {"type": "string", "pattern": _FRACTION}]},
    saisie.UNE_FRACTION,
    "1/2",
    indice="PART",
    unite="part",
)

MONTANT: Final = Forme(
    Genre.DECIMAL,
    saisie.lire_montant,
    lambda montant: f"{montant:.2f}",
    {
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0, "maximum": saisie.SOMME_MAXIMALE},
            {"type": "string", "pattern": _SOMME},
        ]
    },
    saisie.UNE_SOMME,
    "11000.00",
    indice="SOMME",
    unite="euros",
)


def _lire_departement(champ: str, valeur: object) -> str:
    code = valeur.strip().upper().removesuffix(".0").zfill(len("00")) if isinstance(valeur, str) else ""
    if not _DEPARTEMENT.fullmatch(code):
        raise ErreurDeSaisie(champ, valeur, _UN_DEPARTEMENT)
    return code


_UN_DEPARTEMENT: Final = "un code de département entre guillemets, par exemple « 18 » ou « 2A »"
DEPARTEMENT: Final = Forme(
    Genre.TEXTE,
    _lire_departement,
    lambda valeur: valeur,
    {"type": "string", "pattern": _DEPARTEMENT.pattern},
    _UN_DEPARTEMENT,
    "18",
    indice="CODE",
)
PROROGATIONS: Final = entier(
    0,
    PROROGATIONS_MAXIMALES,
    f"un nombre de prorogations de cinq ans, de 0 à {PROROGATIONS_MAXIMALES}",
    "prorogations de cinq ans",
)
