"""The forms of fields: a record each, that reads a value, describes it, says what is accepted. Here the simple ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final, Generic, TypeAlias, TypeVar

from binome.droit.catalogue import Specialite
from binome.droit.codes import Option, OuiNon, Secteur, Zone
from binome.droit.loi import Loi
from binome.langue.courante import dire
from binome.langue.ecriture import en_mois
from binome.moteur import saisie
from binome.moteur.codes import Codes
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.proximite import vouliez_vous

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Schema: TypeAlias = dict[str, Any]
V = TypeVar("V")
E = TypeVar("E", bound=Codes)

PROROGATIONS_MAXIMALES: Final = 4
_DATE: Final = (
    r"^(?:(?:19|20)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:19(?:0[48]|[2468][048]|[13579][26])|20(?:[02468][048]|[13579][26]))-02-29)$"
)
_DEPARTEMENT: Final = re.compile(r"^(?:0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-8]|98[4-8])$")
_CENTIEMES: Final = r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2})?|100(?:\.0{1,2})?)$"
_PART: Final = r"^(?:0(?:\.[0-9]{1,4})?|1(?:\.0{1,4})?)$"
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


Fabrique: TypeAlias = Callable[[Mapping[str, Any], Loi], Forme[Any]]


def duree_du_contrat(loi: Loi) -> int:
    """Return the number of years of a contract."""
    return loi.bareme(loi.catalogue.verifie_le).duree_du_contrat


def derniere_annee(loi: Loi) -> int:
    """Return the last contract year that may be spoken of: the last one after every prorogation that is accepted."""
    return duree_du_contrat(loi) * (1 + PROROGATIONS_MAXIMALES)


def lire_option(champ: str, valeur: Any) -> Option:
    """Read a working time of the assistant."""
    return saisie.lire_code(champ, valeur, OPTIONS, UNE_OPTION)


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
COMPTE: Final = entier(0, saisie.COMPTE_MAXIMAL, saisie.UN_COMPTE, "patients", 900)
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


OUI_NON: Final = Forme(
    Genre.OUI_NON,
    saisie.lire_oui_non,
    lambda valeur: valeur,
    {"type": "boolean"},
    saisie.OUI_OU_NON,
    exemple=True,
    indice="oui|non",
    choix=lambda: libelles(OuiNon),
)


def codes_de(enumeration: type[E]) -> dict[str, E]:
    """Return the members that may be chosen, by their codes; the negative one says what is unknown."""
    return {str(membre.code): membre for membre in enumeration if membre >= 0}


def libelles(enumeration: type[Codes]) -> dict[str, str]:
    """Return the labels of the codes of an enumeration in the current language."""
    return {code: dire(membre.libelle) for code, membre in codes_de(enumeration).items()}


OPTIONS: Final = codes_de(Option) | {"1/2": Option.DEMI}
UNE_OPTION: Final = "0.5 ou 1 pour un nouveau contrat, 1.5, 2 ou 1/3"
_SECTEURS: Final = codes_de(Secteur) | {"2-optam-co": Secteur.SECTEUR_2_OPTAM_ACO}
SECTEUR: Final = code(_SECTEURS, ", ".join(codes_de(Secteur)), lambda: libelles(Secteur))
ZONE: Final = code(codes_de(Zone), ", ".join(codes_de(Zone)), lambda: libelles(Zone))


def _option(loi: Loi) -> Forme[Option]:
    def choix() -> dict[str, str]:
        """Return the labels of the options; the one that no new contract may choose says since when."""
        dits = libelles(Option)
        for un, option in codes_de(Option).items():
            depuis = loi.catalogue.option_fermee_depuis(option)
            if depuis is not None:
                dits[un] = dire("{option} (fermé depuis {mois})", option=dits[un], mois=en_mois(depuis))
        return dits

    return code(OPTIONS, UNE_OPTION, choix)


def _specialite(loi: Loi) -> Forme[int]:
    droit = loi.catalogue
    noms = [nom for s in droit.specialites for nom in dict.fromkeys((s.code, s.alias))]
    attendu = f"un code entre guillemets ou un mot parmi {', '.join(noms)}"

    def lire(champ: str, valeur: Any) -> int:
        specialite = droit.specialite(valeur) if isinstance(valeur, str) else None
        if specialite is None:
            conseil = vouliez_vous(valeur, noms) if isinstance(valeur, str) else ""
            raise ErreurDeSaisie(champ, valeur, attendu, conseil)
        return specialite.rang

    return Forme(
        Genre.CODE,
        lire,
        lambda rang: droit.specialites[rang].code,
        {"enum": noms},
        attendu,
        droit.specialites[0].code,
        indice="CODE",
        choix=lambda: {s.code: _nom_de_specialite(s) for s in droit.specialites},
    )


def _nom_de_specialite(specialite: Specialite) -> str:
    libelle = dire(specialite.libelle)
    return libelle if specialite.code == specialite.alias else f"{libelle} ({specialite.code})"


def _annee(loi: Loi) -> Forme[int]:
    derniere = derniere_annee(loi)
    return entier(1, derniere, f"une année de contrat, de 1 à {derniere}", "année", 3)


def _lire_departement(champ: str, valeur: Any) -> str:
    code = valeur.strip().upper() if isinstance(valeur, str) else ""
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


def _toujours(forme: Forme[Any]) -> Fabrique:
    return lambda _brut, _loi: forme


def _selon(fabrique: Callable[[Loi], Forme[Any]]) -> Fabrique:
    return lambda _brut, loi: fabrique(loi)


SIMPLES: Final[Mapping[str, Fabrique]] = {
    "date": _toujours(JOUR),
    "compte": _toujours(COMPTE),
    "centiemes": _toujours(CENTIEMES),
    "part": _toujours(PART),
    "fraction": _toujours(FRACTION),
    "oui_non": _toujours(OUI_NON),
    "secteur": _toujours(SECTEUR),
    "zone": _toujours(ZONE),
    "departement": _toujours(DEPARTEMENT),
    "prorogations": _toujours(PROROGATIONS),
    "option_etp": _selon(_option),
    "specialite": _selon(_specialite),
    "annee": _selon(_annee),
    "mot": lambda brut, _loi: mot(brut["choix"]),
}
"""The simple forms by their names in `champs.toml`; some are read from the law."""
