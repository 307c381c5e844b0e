"""What a reform may write in place of a number of the law: a value of the same kind, within the bounds of its unit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final

from binome.droit.bareme import Bareme
from binome.moteur.erreurs import ErreurDeSaisie, mot
from binome.moteur.parametres import Parametre
from binome.moteur.proximite import vouliez_vous
from binome.moteur.tables import MARQUES, Axe, Axes

Valeur = int | tuple[int, int]
"""An integer, an outcome's code (an integer too), or an exact fraction."""

_UNITE_DES_FRACTIONS: Final = "fraction"
_DENOMINATEUR_MAXIMAL: Final = 10_000
_CHIFFRES: Final = re.compile(r"[0-9]{1,7}")
_FRACTION: Final = re.compile(r"[0-9]{1,5}/[0-9]{1,5}|[0-9]{1,3}\.[0-9]{1,4}|[0-9]{1,3}")


@cache
def _bornes() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("bornes.toml").read_text("utf-8"))


def lire_le_nombre(parametre: Parametre, brute: object, axes: Axes) -> Valeur:
    """Return a value that may take the place of a number, or of a cell of a table, of the law.

    Raises:
        ErreurDeSaisie: another kind of value, or one out of bounds; what is accepted is in the message.
    """
    issues = _issues(parametre, axes)
    attendu = _attendu(parametre, issues)
    if reste_fixe(parametre) or isinstance(brute, bool) or not isinstance(brute, int | str | Decimal):
        raise ErreurDeSaisie(parametre.nom, brute, attendu)
    texte = mot(brute).strip()
    if texte in _marques(parametre):
        marque = MARQUES[texte]
        return (marque, 1) if parametre.unite == _UNITE_DES_FRACTIONS else marque
    if issues is not None:
        if texte not in issues.codes:
            raise ErreurDeSaisie(parametre.nom, brute, attendu, vouliez_vous(texte, issues.codes))
        return issues.membre(issues.codes.index(texte))
    lue = _fraction(texte) if parametre.unite == _UNITE_DES_FRACTIONS else _entier(texte)
    bas, haut = _extremes(parametre)
    if lue is None or not bas <= (Fraction(*lue) if isinstance(lue, tuple) else lue) <= haut:
        raise ErreurDeSaisie(parametre.nom, brute, attendu)
    return lue


def reste_fixe(parametre: Parametre) -> bool:
    """Return whether no reform may write a number."""
    return parametre.nom in _bornes()["fixes"]


def _entier(texte: str) -> int | None:
    return int(texte) if _CHIFFRES.fullmatch(texte) else None


def _fraction(texte: str) -> tuple[int, int] | None:
    """Read « 9/10 », « 0.9 » or « 1 »; digits are counted before anything is converted."""
    if not _FRACTION.fullmatch(texte):
        return None
    try:
        lue = Fraction(texte)
    except ZeroDivisionError:
        return None
    return (lue.numerator, lue.denominator) if lue.denominator <= _DENOMINATEUR_MAXIMAL else None


def _attendu(parametre: Parametre, issues: Axe | None) -> str:
    """Return in words what may replace a number."""
    if reste_fixe(parametre):
        return f"un autre nombre : celui-ci est {_bornes()['fixes'][parametre.nom]}, qu'aucune réforme ne change"
    marques = "".join(f", ou « {marque} »" for marque in _marques(parametre))
    if issues is not None:
        return f"un code parmi {', '.join(issues.codes)}{marques}"
    bas, haut = _extremes(parametre)
    if parametre.unite == _UNITE_DES_FRACTIONS:
        return f"une fraction exacte de {bas} à {haut}, écrite 9/10 ou 0.9{marques}"
    return f"un nombre entier exact de {bas} à {haut}, en {parametre.unite}{marques}"


def _extremes(parametre: Parametre) -> tuple[int, int]:
    """Return the lowest and the highest value: those of its unit, further for a fraction that exceeds 1 in the law."""
    bornes = _bornes()
    bas, haut = bornes["nombres"].get(parametre.nom) or bornes["unites"][parametre.unite]
    if parametre.unite == _UNITE_DES_FRACTIONS and any(n > d for n, d in _cellules(parametre)):
        return bas, bornes["unites"]["pour-cent"][1]
    return bas, haut


def _marques(parametre: Parametre) -> list[str]:
    """Return the marks that the law itself writes for this number: not published, without object."""
    ecrites = {c[0] if isinstance(c, tuple) else c for c in _cellules(parametre)}
    return [marque for marque, valeur in MARQUES.items() if valeur in ecrites]


def _cellules(parametre: Parametre) -> list[Any]:
    return [c for version in parametre.versions for c in _feuilles(version.valeur, len(parametre.axes))]


def _feuilles(valeur: Any, profondeur: int) -> Iterator[Any]:
    if profondeur == 0:
        yield valeur
    else:
        for sous in valeur:
            yield from _feuilles(sous, profondeur - 1)


def _issues(parametre: Parametre, axes: Axes) -> Axe | None:
    """Return the axis of outcomes that the cells of a number belong to, if they are codes."""
    membre = next((type(cellule) for cellule in _cellules(parametre) if isinstance(cellule, IntEnum)), None)
    return next((un_axe for un_axe in axes.values() if un_axe.membre is membre), None) if membre else None


def verifier_les_seuils(bareme: Bareme) -> None:
    """Refuse thresholds that do not grow: between P50 and P90, a rank is estimated by what separates them.

    Raises:
        ErreurDeSaisie: two known thresholds of a speciality are equal, or in the wrong order.
    """
    for patientele in bareme.distribution:
        for seuils in patientele:
            connus = [seuil for seuil in seuils if seuil >= 0]
            if 0 in connus or sorted(set(connus)) != connus:
                attendu = (
                    "des seuils qui croissent strictement de P30 à P95, à chaque date (« depuis » écarte les anciens)"
                )
                raise ErreurDeSaisie("distribution", " ; ".join(map(str, connus)), attendu)
