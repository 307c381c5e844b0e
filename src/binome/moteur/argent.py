"""Euros and cents, exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from binome.moteur.langue import langue
from binome.moteur.primitives import compilable

_CENTIMES_PAR_EURO: Final = 100


@compilable
def en_centimes(euros: int) -> int:
    """Return whole euros in cents."""
    return euros * _CENTIMES_PAR_EURO


def en_euros(centimes: int) -> Decimal:
    """Return cents as an exact decimal with two digits."""
    return Decimal(centimes).scaleb(-2)


def en_texte(montant: Decimal) -> str:
    """Return an amount as readers write it: « 14 426,23 € » (« €14,426.23 » in English), without useless decimals."""
    entier, _, decimales = f"{abs(montant):.2f}".partition(".")
    if langue() == "en":
        return f"{'−' if montant < 0 else ''}€{int(entier):,}{'' if decimales == '00' else f'.{decimales}'}"
    groupes = f"{int(entier):,}".replace(",", "\u202f")
    suffixe = "" if decimales == "00" else f",{decimales}"
    return f"{'−' if montant < 0 else ''}{groupes}{suffixe}\u00a0€"
