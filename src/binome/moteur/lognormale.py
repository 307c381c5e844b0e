"""Percentile rank under a log-normal law, in integers only, so that every machine finds the same hundredth.

Fixed point with nine decimals; every product stays below 2^63 for counts below one million.
"""

from __future__ import annotations

from typing import Final

from binome.moteur.primitives import compilable

UN: Final = 10**9
_RACINE_DE_2_PI: Final = 2_506_628_275
_TERMES: Final = 24


@compilable
def logarithme(numerateur: int, denominateur: int) -> int:
    """Return ln(numerateur / denominateur) x 10^9, for 1 <= ratio <= 8 or so (inverse hyperbolic tangent series)."""
    t = (numerateur - denominateur) * UN // (numerateur + denominateur)
    carre = t * t // UN
    somme = 0
    puissance = t
    for k in range(_TERMES):
        somme += puissance // (k + k + 1)
        puissance = puissance * carre // UN
    return somme + somme


@compilable
def repartition_normale(z: int) -> int:
    """Return Phi(z) x 10^9 for 0 <= z <= 3 x 10^9 (Taylor series of the density around zero)."""
    moitie_du_carre = z * z // UN // 2
    somme = 0
    terme = z
    for k in range(_TERMES):
        somme += terme // (k + k + 1)
        terme = -(terme * moitie_du_carre // UN) // (k + 1)
    return UN // 2 + somme * UN // _RACINE_DE_2_PI
