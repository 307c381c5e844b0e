"""Numbers as people write them: any space between thousands, a decimal comma or point, a sign, a unit.

A writing that may be read in two ways gives both readings: the field that receives it knows which one it can hold.
Everything is bounded before it is converted, and nothing goes through a binary float.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

from binome.langue.courante import dire, langue
from binome.moteur.mots import net

LONGUEUR_MAXIMALE: Final = 40
_CHIFFRES: Final = frozenset("0123456789")
PATIENTS: Final = ("patients", "patient")
EUROS: Final = ("€", "euros", "euro", "eur")
_SIMPLE: Final = re.compile(r"\d+|\d*[.,]\d+")
_EN_MILLIERS: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_GROUPES: Final = tuple(
    re.compile(rf"(\d{{1,3}}(?:{millier}\d{{3}})+)(?:{decimale}(\d+))?")
    for millier, decimale in ((" ", "[.,]"), (r"\.", ","), (",", r"\."))
)


class Illisible(ValueError):
    """A writing that no reading fits; its text is a sentence that helps, or is empty."""


class NombreEcrit(NamedTuple):
    """The readings of a written number, one or two, and whether it is followed by a per cent sign."""

    lectures: tuple[Decimal, ...]
    pour_cent: bool


def nombre_ecrit(texte: str, unites: tuple[str, ...] = ()) -> NombreEcrit:
    """Read a number as a person writes it, followed or not by one of some units.

    Raises:
        Illisible: this is no number, or not one that can be read for sure.
    """
    if len(texte) > LONGUEUR_MAXIMALE:
        raise Illisible(dire("C'est trop long pour un nombre."))
    corps = net(texte)
    if not corps:
        raise Illisible
    if any(c.isnumeric() and c not in _CHIFFRES for c in corps):
        raise Illisible(dire("Écrivez les chiffres de 0 à 9, sans exposant ni fraction en un signe."))
    pour_cent = corps.endswith("%")
    for unite in ("%", *unites):
        corps = corps.removesuffix(unite).rstrip()
    negatif = corps[:1] in ("-", "\u2212")
    corps = corps.removeprefix("-").removeprefix("\u2212").removeprefix("+").strip()
    for unite in unites:
        corps = corps.removeprefix(unite)
    return NombreEcrit(tuple(lu.copy_negate() if negatif else lu for lu in _lectures(corps)), pour_cent)


def _lectures(corps: str) -> tuple[Decimal, ...]:
    if _EN_MILLIERS.fullmatch(corps):
        en_milliers = Decimal(corps.replace(",", "").replace(".", ""))
        if langue() == "en" and "," in corps:
            return (en_milliers,)
        return (Decimal(corps.replace(",", ".")), en_milliers)
    if _SIMPLE.fullmatch(corps):
        return (Decimal(corps.replace(",", ".")),)
    for groupes in _GROUPES:
        if trouve := groupes.fullmatch(corps):
            entier, decimales = re.sub("[ .,]", "", trouve[1]), trouve[2]
            return (Decimal(entier if decimales is None else f"{entier}.{decimales}"),)
    raise Illisible(_conseil(corps))


def _conseil(corps: str) -> str:
    if re.fullmatch(r"[\d.,]+[eE][+-]?\d+", corps):
        return dire("Écrivez le nombre en entier, sans exposant.")
    if re.fullmatch(r"[\d ]+", corps):
        return dire("Les milliers se séparent trois chiffres par trois.")
    return ""
