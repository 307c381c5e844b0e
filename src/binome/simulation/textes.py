"""Figures as French readers write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

_ESPACE_FINE = "\u202f"
_MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def nombre(valeur: int, diviseur: int = 1) -> str:
    """Return a count, or a count divided by a power of ten, with French separators."""
    texte = f"{Decimal(valeur) / diviseur:,f}"
    entier, _, decimales = texte.partition(".")
    decimales = decimales.rstrip("0")
    return entier.replace(",", _ESPACE_FINE) + (f",{decimales}" if decimales else "")


def patients_en_mots(patients: int) -> str:
    """Return a count of patients with its noun: « 1 patient », « 1 205 patients »."""
    return f"{nombre(patients)} patient{'s' if patients > 1 else ''}"


def en_pourcent(part: tuple[int, int] | Fraction) -> str:
    """Return a share in per cents, with two decimals at most (a display, never a comparison)."""
    fraction = part if isinstance(part, Fraction) else Fraction(*part)
    centiemes = (fraction * 10_000).__round__()
    return f"{nombre(centiemes, 100)}\u00a0%"


def en_date(jour: date) -> str:
    """Return a day in words: « 1er septembre 2024 »."""
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{quantieme} {_MOIS[jour.month - 1]} {jour.year}"
