"""What reading yields, whatever the file: rows under canonical columns, and where each one stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

LIGNES_PAR_BLOC: Final = 100_000


@dataclass(frozen=True, slots=True)
class Bloc:
    """Rows of a file, `LIGNES_PAR_BLOC` at most.

    Args:
        table: polars table, one situation a row; columns are those of `lignes.colonnes_connues`, cells empty where
            unknown, of any type that a reader of single values accepts.
        lignes: line of each row, as the answers and the errors will name it (integers, increasing).
    """

    table: pl.DataFrame
    lignes: pl.Series


def numerotes(table: pl.DataFrame, premiere: int) -> Bloc:
    """Return a table as a block whose rows are numbered one after the other."""
    import polars as pl

    return Bloc(table, pl.int_range(premiere, premiere + table.height, dtype=pl.Int64, eager=True))
