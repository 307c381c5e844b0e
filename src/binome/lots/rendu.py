"""What the kernel answers as a table: cents read as decimals, codes looked up, each distinct share written once.

No sum goes through a text here, and no code is written row by row: that would cost ten times the calculation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from binome.lots.colonnes import CODES, ENTIERES, SOMMES, schema
from binome.moteur.primitives import ABSENT
from binome.noyau.rangees import PLACE_VIDE, Rangees

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

_BITS: Final = 31
_ENTIERS: Final = ("0", "1")
"""The shares that come before the others."""


def rendre(rangees: Rangees) -> pl.DataFrame:
    """Return the answers as a table, one row per contract year; a doctor who is not eligible keeps one row."""
    import polars as pl

    table = pl.DataFrame(rangees._asdict())
    if (rangees.annee == PLACE_VIDE).any():
        table = table.filter(pl.col("annee") != PLACE_VIDE)
    return table.with_columns(_parts(table["part_n"].to_numpy(), table["part_d"].to_numpy())).select(
        _colonne(nom).alias(nom) for nom in schema()
    )


def _colonne(nom: str) -> pl.Expr:
    """Return a column of the answers, empty where nothing is known."""
    import polars as pl

    brute = pl.col(nom)
    if nom in SOMMES:
        # Cents are the same integer, read with two digits after the point.
        return pl.when(brute != ABSENT).then(brute).cast(pl.Int128).reinterpret(dtype=schema()[nom])
    if nom in CODES:
        rang = brute - min(CODES[nom])
        return pl.when(rang >= 0).then(rang).cast(pl.UInt8).cat.to(schema()[nom])
    return pl.when(brute >= 0).then(brute).cast(pl.Int64) if nom in ENTIERES else brute


def _parts(numerateurs: NDArray[np.int32], denominateurs: NDArray[np.int32]) -> pl.Series:
    """Return exact shares in lowest terms, as they are written, in a list of those that are there; unknown is empty."""
    import numpy as np
    import polars as pl

    ou = (numerateurs == denominateurs).astype(np.uint32)
    autres = np.flatnonzero((numerateurs > 0) & (ou == 0))
    n, d = numerateurs[autres].astype(np.int64), denominateurs[autres].astype(np.int64)
    commun = np.gcd(n, d)
    distinctes, rangs = np.unique(((n // commun) << _BITS) | (d // commun), return_inverse=True)
    ou[autres] = len(_ENTIERS) + rangs
    ecrites = pl.Series("part", ou).cat.to(pl.Enum([*_ENTIERS, *_fractions(distinctes)]))
    return ecrites if (numerateurs >= 0).all() else ecrites.set(pl.Series(numerateurs < 0), None)


def _fractions(paires: NDArray[np.int64]) -> list[str]:
    """Return distinct pairs, each in one integer, as texts."""
    import polars as pl

    n, d = pl.Series(paires >> _BITS), pl.Series(paires & ((1 << _BITS) - 1))
    fractions = pl.concat_str(n.cast(pl.String), pl.lit("/"), d.cast(pl.String))
    return pl.select(pl.when(d == 1).then(n.cast(pl.String)).otherwise(fractions)).to_series().to_list()
