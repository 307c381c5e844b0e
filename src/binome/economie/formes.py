"""The forms of what an employer gives: sums, shares, counts, a position, choices; those of a situation serve too."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from binome.contrats.champs.formes import COMPTE, PART, Forme, Genre, Schema, code, entier
from binome.economie.catalogue import catalogue_economique
from binome.economie.codes import CategorieDePatient, Position
from binome.economie.croissances import hypotheses_d_un_medecin
from binome.moteur import saisie
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.hypotheses import lire_valeur
from binome.moteur.nombres_ecrits import EUROS
from binome.moteur.saisie import CENTIEMES

_SOMME_MAXIMALE: Final = 1_000_000
_ANNEES_MAXIMALES: Final = 50
_JOURS_MAXIMAUX: Final = 366
_SALARIES_MAXIMAUX: Final = 50
_TIRAGES_MAXIMAUX: Final = 100_000
_GRAINE_MAXIMALE: Final = 2**32 - 1
_DECIMAL_MAXIMAL: Final = 100
_UNE_SOMME: Final = "une somme en euros, de zéro à un million, avec deux décimales au plus"
_UN_DECIMAL: Final = f"un nombre de 0 à {_DECIMAL_MAXIMAL}, avec deux décimales au plus"
_PREMIERE, _DERNIERE = Position.POSITION_5, Position.POSITION_9


def _en_decimal(centiemes: int) -> str:
    return f"{centiemes // CENTIEMES}.{centiemes % CENTIEMES:02d}"


def _decimale(maximum: int, attendu: str, indice: str, unites: tuple[str, ...] = ()) -> Forme[int]:
    """Return the form of a number with two decimals, kept in hundredths."""
    motif = rf"^(?:[0-9]{{1,{len(str(maximum)) - 1}}}(?:\.[0-9]{{1,2}})?|{maximum}(?:\.0{{1,2}})?)$"
    return Forme(
        Genre.DECIMAL,
        lambda champ, valeur: saisie.lire_unites(champ, valeur, CENTIEMES, maximum, attendu, unites),
        _en_decimal,
        {"anyOf": [{"type": "number", "minimum": 0, "maximum": maximum}, {"type": "string", "pattern": motif}]},
        attendu,
        "20.00",
        indice=indice,
        unite=unites[-1] if unites else "",
    )


def _objet(proprietes: dict[str, Schema]) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": proprietes}


def _entre(basse: Decimal, haute: Decimal) -> Schema:
    return {"type": "number", "minimum": int(basse), "maximum": int(haute)}


MONTANT: Final = _decimale(_SOMME_MAXIMALE, _UNE_SOMME, "SOMME", EUROS)


def _lire_montants(champ: str, valeur: object) -> tuple[int, ...]:
    if not isinstance(valeur, list | tuple) or len(valeur) > _SALARIES_MAXIMAUX:
        raise ErreurDeSaisie(champ, valeur, f"une liste de sommes en euros, {_SALARIES_MAXIMAUX} au plus")
    return tuple(MONTANT.lire(f"{champ}[{rang}]", un) for rang, un in enumerate(valeur))


MONTANTS: Final[Forme[tuple[int, ...]]] = Forme(
    Genre.LISTE,
    _lire_montants,
    lambda sommes: [_en_decimal(une) for une in sommes],
    {"type": "array", "items": MONTANT.schema, "maxItems": _SALARIES_MAXIMAUX},
    "une liste de sommes en euros",
    ["24000.00"],
    indice="SOMME",
)


def _lire_une_lecture(champ: str, choix: object, connus: Mapping[str, str]) -> str:
    return saisie.lire_code(champ, choix, {un: un for un in connus}, " ou ".join(connus))


def _lire_lectures(champ: str, valeur: object) -> tuple[tuple[str, str], ...]:
    connues = catalogue_economique().lectures
    lues = saisie.lire_objet(champ, valeur, connues)
    return tuple(
        (nom, _lire_une_lecture(f"{champ}.{nom}", choix, connues[nom].choix)) for nom, choix in sorted(lues.items())
    )


LECTURES: Final[Forme[tuple[tuple[str, str], ...]]] = Forme(
    Genre.OBJET,
    _lire_lectures,
    dict,
    _objet({nom: {"enum": list(lecture.choix)} for nom, lecture in catalogue_economique().lectures.items()}),
    "un objet {lecture: choix}",
    {"smic_de_la_reduction": "suivi"},
    indice="NOM=CHOIX",
)


def _lire_categories(champ: str, valeur: object) -> tuple[tuple[CategorieDePatient, int], ...]:
    codes = {str(categorie.code): categorie for categorie in CategorieDePatient}
    lues = saisie.lire_objet(champ, valeur, codes)
    comptes = tuple((codes[nom], saisie.lire_compte(f"{champ}.{nom}", un)) for nom, un in lues.items())
    if not any(compte for _, compte in comptes):
        raise ErreurDeSaisie(champ, valeur, "au moins un patient dans une catégorie")
    return comptes


CATEGORIES: Final[Forme[tuple[tuple[CategorieDePatient, int], ...]]] = Forme(
    Genre.OBJET,
    _lire_categories,
    lambda comptes: {str(categorie.code): compte for categorie, compte in comptes},
    {**_objet({str(categorie.code): COMPTE.schema for categorie in CategorieDePatient}), "minProperties": 1},
    "un objet {catégorie: nombre de patients}",
    {"de_7_a_74_ans": 80, "ald_moins_de_80_ans": 20},
    indice="CATEGORIE=NOMBRE",
)


def _lire_hypotheses(champ: str, valeur: object) -> tuple[tuple[str, Decimal], ...]:
    if not isinstance(valeur, Mapping):
        raise ErreurDeSaisie(champ, valeur, "un objet {hypothèse: valeur}")
    connues = hypotheses_d_un_medecin()
    return tuple((str(nom), lire_valeur(str(nom), str(une), connues)) for nom, une in valeur.items())


HYPOTHESES: Final[Forme[tuple[tuple[str, Decimal], ...]]] = Forme(
    Genre.OBJET,
    _lire_hypotheses,
    lambda choisies: {nom: str(valeur) for nom, valeur in choisies},
    _objet({nom: _entre(h.basse, h.haute) for nom, h in hypotheses_d_un_medecin().items()}),
    "un objet {hypothèse: valeur}",
    {"ecart_de_croissance": "0.2"},
    indice="NOM=VALEUR",
)

_POSITIONS: Final = {str(p.code): p for p in Position if _PREMIERE <= p <= _DERNIERE}
FORMES: Final[Mapping[str, Forme[Any]]] = {
    "position": code(_POSITIONS, "une position de 5 à 9", lambda: {p.code: p.libelle for p in _POSITIONS.values()}),
    "montant": MONTANT,
    "montants": MONTANTS,
    "part": PART,
    "compte": COMPTE,
    "decimal": _decimale(_DECIMAL_MAXIMAL, _UN_DECIMAL, "NOMBRE"),
    "annees": entier(0, _ANNEES_MAXIMALES, f"un nombre d'années, de 0 à {_ANNEES_MAXIMALES}", "années"),
    "jours": entier(1, _JOURS_MAXIMAUX, f"un nombre de jours, de 1 à {_JOURS_MAXIMAUX}", "jours"),
    "tirages": entier(1, _TIRAGES_MAXIMAUX, f"un nombre de tirages, de 1 à {_TIRAGES_MAXIMAUX}"),
    "graine": entier(0, _GRAINE_MAXIMALE, f"un nombre entier, de 0 à {_GRAINE_MAXIMALE}"),
    "lectures": LECTURES,
    "categories": CATEGORIES,
    "hypotheses": HYPOTHESES,
}
"""Every form by its name in `champs.toml`."""
