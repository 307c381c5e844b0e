"""Codes as people and spreadsheets write them: `1` for `01`, a label whatever its accents, a date made of `13-1`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from binome.moteur.dates_ecrites import jours_et_mois
from binome.moteur.mots import aplatir
from binome.moteur.nombres_ecrits import Illisible, nombre_ecrit

_LONGUEUR_D_UN_LIBELLE: Final = 200


class _Formes(NamedTuple):
    """What writes each code: its words, its number, the days that a spreadsheet makes of it."""

    mots: dict[str, str]
    nombres: dict[Decimal, str]
    jours: dict[str, frozenset[tuple[int, int]]]


@lru_cache(maxsize=64)
def _formes(codes: tuple[str, ...]) -> _Formes:
    """Return the forms of some codes; of two that are written alike, the first."""
    envers = codes[::-1]
    return _Formes(
        {aplatir(code): code for code in envers if any(c.isalpha() for c in aplatir(code))},
        {Decimal(code): code for code in envers if code.replace(".", "").isdigit()},
        {code: jours for code in codes if (jours := _en_jours(code))},
    )


def trouver_le_code(texte: str, codes: Mapping[str, object]) -> str | None:
    """Return the code that a text writes: itself, its words, its number without zeros, or the date made of it."""
    serre = texte.strip().lower().replace(",", ".")
    if serre in codes:
        return serre
    if len(texte) > _LONGUEUR_D_UN_LIBELLE:
        return None
    formes = _formes(tuple(codes))
    return formes.mots.get(aplatir(texte)) or _par_le_nombre(serre, formes) or _devenu_date(texte, formes)


def _par_le_nombre(serre: str, formes: _Formes) -> str | None:
    """Find « 1 », « 01.0 » or « 0.50 » under « 01 » or « 0.5 »."""
    try:
        cherche, pour_cent = nombre_ecrit(serre)
    except Illisible:
        return None
    return None if pour_cent else formes.nombres.get(cherche[0])


def _devenu_date(texte: str, formes: _Formes) -> str | None:
    """Return the code that a spreadsheet turned into this day: « 13-1 » for « 13-janv » or 2024-01-13."""
    devenues = jours_et_mois(texte)
    possibles = [code for code, jours in formes.jours.items() if devenues & jours]
    return possibles[0] if len(possibles) == 1 else None


def _en_jours(code: str) -> frozenset[tuple[int, int]]:
    morceaux = code.replace("/", "-").replace(".", "-").split("-")
    if len(morceaux) != len(("jour", "mois")) or not all(un.isdigit() for un in morceaux):
        return frozenset()
    a, b = (int(un) for un in morceaux)
    return frozenset({(a, b), (b, a)})


def est_devenu_date(texte: str, code: str) -> bool:
    """Return whether a spreadsheet wrote this day for a code."""
    return texte.strip() != code and bool(jours_et_mois(texte) & _en_jours(code))
