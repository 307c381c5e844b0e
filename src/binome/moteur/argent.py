"""Euros and cents, exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from binome.moteur.primitives import compilable

_CENTIMES_PAR_EURO: Final = 100


@compilable
def en_centimes(euros: int) -> int:
    """Return whole euros in cents."""
    return euros * _CENTIMES_PAR_EURO


def en_euros(centimes: int) -> Decimal:
    """Return cents as an exact decimal with two digits."""
    return Decimal(centimes).scaleb(-2)
