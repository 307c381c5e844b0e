"""Codes as people and spreadsheets write them: `1` for `01`, a label whatever its accents, a date made of `13-1`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from binome.moteur.dates_ecrites import jours_et_mois
from binome.moteur.mots import aplatir
from binome.moteur.nombres_ecrits import Illisible, nombre_ecrit

_LONGUEUR_D_UN_LIBELLE: Final = 200


def trouver_le_code(texte: str, codes: Mapping[str, object]) -> str | None:
    """Return the code that a text writes: itself, its words, its number without zeros, or the date made of it."""
    serre = texte.strip().lower().replace(",", ".")
    if serre in codes:
        return serre
    if len(texte) > _LONGUEUR_D_UN_LIBELLE:
        return None
    return _par_le_nombre(serre, codes) or _par_les_mots(texte, codes) or code_devenu_date(texte, codes)


def _par_le_nombre(serre: str, codes: Mapping[str, object]) -> str | None:
    """Find « 1 », « 01.0 » or « 0.50 » under « 01 » or « 0.5 »."""
    try:
        cherche, pour_cent = nombre_ecrit(serre)
    except Illisible:
        return None
    if pour_cent:
        return None
    return next((code for code in codes if code.replace(".", "").isdigit() and Decimal(code) == cherche[0]), None)


def _par_les_mots(texte: str, codes: Mapping[str, object]) -> str | None:
    """Find a label whatever its accents, capitals and hyphens; a code of digits alone is never found so."""
    cherche = aplatir(texte)
    if not any(c.isalpha() for c in cherche):
        return None
    return next((code for code in codes if aplatir(code) == cherche), None)


def code_devenu_date(texte: str, codes: Mapping[str, object]) -> str | None:
    """Return the code that a spreadsheet turned into this day: « 13-1 » for « 13-janv » or 2024-01-13."""
    devenues = jours_et_mois(texte)
    possibles = {code for code in codes if devenues & _en_jours(code)}
    return possibles.pop() if len(possibles) == 1 else None


def _en_jours(code: str) -> frozenset[tuple[int, int]]:
    morceaux = code.replace("/", "-").replace(".", "-").split("-")
    if len(morceaux) != len(("jour", "mois")) or not all(un.isdigit() for un in morceaux):
        return frozenset()
    a, b = (int(un) for un in morceaux)
    return frozenset({(a, b), (b, a)})


def est_devenu_date(texte: str, code: str) -> bool:
    """Return whether a spreadsheet wrote this day for a code."""
    return texte.strip() != code and bool(jours_et_mois(texte) & _en_jours(code))
