"""What reading yields, whatever the file: rows under canonical columns, and where each one stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    import polars as pl

LIGNES_PAR_BLOC: Final = 32_768


@dataclass(frozen=True, slots=True)
class Bloc:
    """Rows of a file, `LIGNES_PAR_BLOC` at most.

    Args:
        table: polars table, one situation a row; columns are those of `lignes.colonnes_connues`, cells empty where
            unknown, of any type that a reader of single values accepts.
        lignes: line of each row, as the answers and the errors will name it (integers, increasing).
        identifiants: polars table of texts that name the person of each row, under the titles of the file; they are
            carried to the answers and the errors.
        fautes: lines that hold something that no column can, and the sentence that says so.
    """

    table: pl.DataFrame
    lignes: pl.Series
    identifiants: pl.DataFrame
    fautes: list[tuple[int, str]] = field(default_factory=list)
    propre: bool = False
    """Whether cells are canonical already, wherever they can be read."""


class Source(Protocol):
    """A file that is open: what to say of it, how its columns are seen, and its rows, as many times as asked."""

    @property
    def remarques(self) -> list[str]:
        """What a person must know of how the file is read."""

    @property
    def vues(self) -> dict[str, str]:
        """Each field's column as the person finds it; a field that is absent bears its own name there."""

    @property
    def en_francais(self) -> bool:
        """Whether a French spreadsheet writes such files: the answers are written for it too."""

    @property
    def identifiants(self) -> tuple[str, ...]:
        """The columns that travel, when the head says them; rows say them otherwise."""

    def blocs(self, champs: frozenset[str] | None = None) -> Iterator[Bloc]:
        """Yield the rows as they are written, in blocks of any size; of some fields alone when that is less work."""


def numeros(premiere: int, combien: int) -> pl.Series:
    """Return the numbers of some lines that follow one another."""
    import polars as pl

    return pl.int_range(premiere, premiere + combien, dtype=pl.Int64, eager=True)


def numerotes(table: pl.DataFrame, premiere: int) -> Bloc:
    """Return a table as a block whose rows are numbered one after the other, without names of persons."""
    import polars as pl

    return Bloc(table, numeros(premiere, table.height), pl.DataFrame(height=table.height))


def recoller(blocs: list[Bloc]) -> Bloc:
    """Return blocks as one; a column that a block lacks is empty there."""
    import polars as pl

    if len(blocs) == 1:
        return blocs[0]
    return Bloc(
        pl.concat([bloc.table for bloc in blocs], how="diagonal_relaxed"),
        pl.concat([bloc.lignes for bloc in blocs]),
        pl.concat([bloc.identifiants for bloc in blocs], how="diagonal_relaxed"),
        [faute for bloc in blocs for faute in bloc.fautes],
        all(bloc.propre for bloc in blocs),
    )
