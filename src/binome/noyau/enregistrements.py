"""Records as rows of an array: the layout comes from the fields of the record, nested records flattened.

The same two calls read and write a row in Python and in machine code, so a field is declared in one place: its record.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, cast

from binome.noyau.compilateur.valeurs import Forme, cellules, champs, forme_de

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Entiers: TypeAlias = NDArray[np.int64]
    Table: TypeAlias = NDArray[np.void]
    """An array of records; a column by its name: `table["medecin.pmt.patients"]`."""

T = TypeVar("T", bound="tuple[Any, ...]")
_DU_COUPLE = ("n", "d")
"""Suffixes of the two integers of an exact rate, numerator and denominator."""


class Disposition(Generic[T]):
    """How a record lies in a row of an array."""

    def __init__(self, classe: type[T]) -> None:
        self.classe = classe
        self.forme = forme_de(classe)
        self.noms = tuple(_noms(self.forme))

    @cached_property
    def genre(self) -> np.dtype[np.void]:
        """The type of a row: one 64-bit integer a column, under its dotted name."""
        import numpy as np

        return np.dtype([(nom, np.int64) for nom in self.noms])

    def table(self, *axes: int) -> Table:
        """Return an array of rows still to be written."""
        import numpy as np

        return np.empty(axes, dtype=self.genre)

    def ligne(self, valeur: T) -> Table:
        """Return a record as an array of no axis, to be repeated."""
        import numpy as np

        return np.array(tuple(cellules(valeur)), dtype=self.genre)

    def lire(self, table: Table, *indices: int) -> T:
        """Return the record of a row."""
        return cast("T", _construit(self.forme, iter(table[indices].item())))

    def ecrire(self, table: Table, *indices_puis_valeur: Any) -> None:
        """Write a record in a row: its indices, then the record."""
        *indices, valeur = indices_puis_valeur
        table[tuple(indices)] = tuple(cellules(valeur))


def _noms(forme: Forme, racine: str = "") -> Iterator[str]:
    if forme.feuille:
        yield racine
        return
    if forme.classe is tuple:
        yield from (f"{racine}_{suffixe}" for suffixe in _DU_COUPLE)
        return
    for nom, membre in zip(champs(forme.classe), forme.membres, strict=True):
        yield from _noms(membre, f"{racine}.{nom}" if racine else nom)


def _construit(forme: Forme, cases: Iterator[int]) -> object:
    if forme.feuille:
        return forme.classe(next(cases))
    membres = [_construit(membre, cases) for membre in forme.membres]
    return tuple(membres) if forme.classe is tuple else forme.classe(*membres)
