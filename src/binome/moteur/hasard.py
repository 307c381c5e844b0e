"""Random numbers without a state: Philox 4x32-10 (Salmon and others, 2011) in masked integers.

A draw is a function of the seed, of who draws and of the rank of the draw alone, so any number of cores, any chunk and
any cluster give the same people the same fate. Plain integers: the interpreter and the compiler agree bit for bit.
"""

from __future__ import annotations

from functools import cache
from statistics import NormalDist
from typing import Final

MASQUE: Final = 0xFFFFFFFF
MILLION: Final = 1_000_000
_M0: Final = 0xD2511F53
_M1: Final = 0xCD9E8D57
_W0: Final = 0x9E3779B9
_W1: Final = 0xBB67AE85
_TOURS: Final = 10
BITS_DE_SCORE: Final = 12
BITS_D_UN_MOT: Final = 32
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
def scores_normaux() -> tuple[int, ...]:
    """Return 4096 normal scores of equal probability, in millionths."""
    normale, n = NormalDist(), 1 << BITS_DE_SCORE
    return tuple(round(MILLION * normale.inv_cdf((2 * i + 1) / (2 * n))) for i in range(n))


def score(mot: int) -> int:
    """Return the normal score of a uniform word, in millionths."""
    return scores_normaux()[mot >> (BITS_D_UN_MOT - BITS_DE_SCORE)]


def hausse_de(moyenne: int, dispersion: int, score: int, commune: int) -> int:
    """Return a growth, in millionths: the mean, what is one's own (a normal score), what all share."""
    return moyenne + en_millioniemes(dispersion, score) + commune


def en_millioniemes(nombre: int, part: int) -> int:
    """Return a share in millionths of a number, rounded down."""
    return nombre * part // MILLION


def compte_apres(depart: int, hausse: int) -> int:
    """Return a count after a growth in millionths, rounded down, never below zero."""
    return max(depart + en_millioniemes(depart, hausse), 0)
