"""Figures as readers write them, in the current language."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

from binome.langue.courante import dire, langue

_ESPACE_FINE = "\u202f"
_COLLES = re.compile(r" (?=[:;!?»%€])|(?<=«) ")
_MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def nombre(valeur: int, diviseur: int = 1) -> str:
    """Return a count, or a count divided, with the separators of the language."""
    texte = f"{Decimal(valeur) / diviseur:,f}"
    entier, _, decimales = texte.partition(".")
    decimales = decimales.rstrip("0")
    if langue() == "en":
        return entier + (f".{decimales}" if decimales else "")
    return entier.replace(",", _ESPACE_FINE) + (f",{decimales}" if decimales else "")


def soignee(phrase: str) -> str:
    """Return a French sentence whose signs stay with the word before them, and « with the word after."""
    return _COLLES.sub("\u00a0", phrase)


def patients_en_mots(patients: int) -> str:
    """Return a count of patients with its noun: « 1 patient », « 1 205 patients »."""
    return f"{nombre(patients)} patient{'s' if patients > 1 else ''}"


def en_pourcent(part: tuple[int, int] | Fraction) -> str:
    """Return a share in per cents, with two decimals at most (a display, never a comparison)."""
    fraction = part if isinstance(part, Fraction) else Fraction(*part)
    centiemes = (fraction * 10_000).__round__()
    return nombre(centiemes, 100) + ("%" if langue() == "en" else "\u00a0%")


def en_etp(code: str) -> str:
    """Return a working time as readers write it: « 0,5 ETP », « 0.5 FTE »."""
    return f"{code if langue() == 'en' else code.replace('.', ',')} {dire('ETP')}"


def en_date(jour: date) -> str:
    """Return a day in words: « 1er septembre 2024 », « 1 September 2024 »."""
    mois = dire(_MOIS[jour.month - 1])
    if langue() == "en":
        return f"{jour.day} {mois} {jour.year}"
    return f"{'1er' if jour.day == 1 else jour.day} {mois} {jour.year}"


def en_mois(jour: date) -> str:
    """Return the month of a day in words: « mai 2023 », « May 2023 »."""
    return f"{dire(_MOIS[jour.month - 1])} {jour.year}"


def en_texte(montant: Decimal) -> str:
    """Return an amount as readers write it: « 14 426,23 € » (« €14,426.23 » in English), without useless decimals."""
    entier, _, decimales = f"{abs(montant):.2f}".partition(".")
    if langue() == "en":
        return f"{'−' if montant < 0 else ''}€{int(entier):,}{'' if decimales == '00' else f'.{decimales}'}"
    groupes = f"{int(entier):,}".replace(",", "\u202f")
    suffixe = "" if decimales == "00" else f",{decimales}"
    return f"{'−' if montant < 0 else ''}{groupes}{suffixe}\u00a0€"
