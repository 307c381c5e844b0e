"""Random numbers without a state: Philox 4x32-10 (Salmon and others, 2011) in masked integers.

The draw of a doctor is a function of the seed, the doctor and the draw alone, so any number of cores, any chunk and any
cluster give the same people the same fate. Plain integers: the interpreter and the compiler agree bit for bit.
"""

from __future__ import annotations

from functools import cache
from statistics import NormalDist
from typing import Final

import numpy as np

from binome.nation.matrices import Entiers

MASQUE: Final = 0xFFFFFFFF
MILLION: Final = 1_000_000
_M0: Final = 0xD2511F53
_M1: Final = 0xCD9E8D57
_W0: Final = 0x9E3779B9
_W1: Final = 0xBB67AE85
_TOURS: Final = 10
BITS_DE_SCORE: Final = 12
COMMUN: Final = MASQUE
"""The « doctor » whose draws are shared by all: what is uncertain for everyone at once."""


def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Return four uniform integers of 32 bits for a counter (four words) and a key (two words)."""
    for _ in range(_TOURS):
        # A product of two words overflows a signed 64-bit integer, and keeps its bits: the mask takes them back.
        p0, p1 = _M0 * c0, _M1 * c2
        c0, c1, c2, c3 = (((p1 >> 32) & MASQUE) ^ c1 ^ k0, p1 & MASQUE, ((p0 >> 32) & MASQUE) ^ c3 ^ k1, p0 & MASQUE)
        k0, k1 = (k0 + _W0) & MASQUE, (k1 + _W1) & MASQUE
    return c0, c1, c2, c3


@cache
def scores_normaux() -> Entiers:
    """Return 4096 normal scores of equal probability, in millionths."""
    normale, n = NormalDist(), 1 << BITS_DE_SCORE
    return np.array([round(MILLION * normale.inv_cdf((2 * i + 1) / (2 * n))) for i in range(n)], dtype=np.int64)
